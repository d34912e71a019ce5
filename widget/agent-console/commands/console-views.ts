/** The views of the list: the tabs, and those that people have saved. Loaded after the list is on screen. */
import type { SavedView } from '../../../worker/api/conversations/views.ts';
import type { ApiClient } from '../../client/api/api-client.ts';
import { usualView } from '../../client/state/list-view.ts';
import type { InboxStores } from '../../client/store/inbox-stores.ts';
import { filterToSave, isShown, SavedViews, viewOf } from '../../client/store/saved-views.ts';
import { strings } from '../../locales/strings.ts';
import { tabOf, tabs, tabViews, type ViewButton } from '../list/list-tabs.ts';
import type { ViewSave } from '../list/view-dialog.ts';
import type { ToastContent } from '../ui/feedback/toast-show.ts';
import type { Destination } from './registry.ts';

export interface ViewsHost {
  readonly api: ApiClient | null;
  readonly stores: InboxStores | null;
  readonly shownNumber: string | null;
  readonly numbers: readonly { id: string }[];
  readonly renderRoot: ParentNode;
  attempt(command: () => Promise<void>): Promise<void>;
  showNumber(inbox: string | null): void;
  say(toast: ToastContent): void;
  requestUpdate(): void;
}

export class ConsoleViews {
  #host: ViewsHost;
  #saved: SavedViews;
  #unfollow: () => void;

  constructor(host: ViewsHost, api: ApiClient) {
    this.#host = host;
    this.#saved = new SavedViews(
      api,
      () => host.numbers.map(({ id }) => id),
      () => host.requestUpdate(),
    );
    // Who joins a team or leaves it has other conversations in their view of it.
    this.#unfollow = api.news.follow(['teams'], () => {
      const { stores } = host;
      if (stores?.view.team === 'mine') void stores.showView(stores.view).catch(() => {});
    });
  }

  load(): Promise<void> {
    return this.#saved.load();
  }

  refresh(): void {
    this.#saved.refresh();
  }

  stop(): void {
    this.#saved.stop();
    this.#unfollow();
  }

  get buttons(): readonly ViewButton[] {
    const { shown } = this;
    return this.#saved.rows.map((view) => ({
      id: view.id,
      name: view.name,
      count: this.#saved.count(view.id),
      isOn: view.id === shown?.id,
    }));
  }

  /** The saved view that the list shows. */
  get shown(): SavedView | undefined {
    const { stores, shownNumber } = this.#host;
    return stores ? this.#saved.rows.find((view) => isShown(view, stores.view, shownNumber)) : undefined;
  }

  get destinations(): readonly Destination[] {
    const { stores } = this.#host;
    const isSaved = this.shown !== undefined;
    return [
      ...tabs.map((tab) => ({
        id: `view:${tab}`,
        name: strings.listTabs[tab],
        isOn: !isSaved && stores !== null && tabOf(stores.view) === tab,
        go: () => void this.#host.attempt(async () => stores?.showView({ ...usualView, ...tabViews[tab] })),
      })),
      ...this.buttons.map(({ id, name, isOn }) => ({
        id: `view:${id}`,
        name,
        isOn,
        go: () => this.select(id),
      })),
    ];
  }

  select(id: string): void {
    const view = this.#saved.rows.find((one) => one.id === id);
    if (!view) return;
    this.#host.showNumber(view.inbox);
    void this.#host.attempt(async () => this.#host.stores?.showView(viewOf(view)));
  }

  /** Opens the dialog that saves the current view, or edits it if it is saved. */
  async edit(): Promise<void> {
    await import('../list/view-dialog.ts');
    const dialog = document.createElement('agent-console-view-dialog');
    dialog.view = this.shown ?? null;
    dialog.addEventListener(
      'view-save',
      (event) =>
        void this.#host.attempt(async () => {
          await this.#save(event);
          dialog.remove();
        }),
    );
    dialog.addEventListener('dialog-close', () => dialog.remove());
    // Before everything that Lit renders there, so that no update removes it.
    this.#host.renderRoot.prepend(dialog);
  }

  async #save({ view, id }: ViewSave): Promise<void> {
    const { stores, shownNumber } = this.#host;
    if (!stores) return;
    const before = this.#saved.rows.find((one) => one.id === id);
    if (view === null) {
      if (before) await this.#remove(before);
    } else {
      const { sort } = stores.view;
      await this.#saved.save(id, { ...view, inbox: shownNumber, filter: filterToSave(stores.view), sort });
    }
  }

  async #remove({ id, isEditable: _, ...view }: SavedView): Promise<void> {
    await this.#saved.remove(id);
    this.#host.say({
      text: strings.viewDeleted(view.name),
      undo: () => void this.#host.attempt(async () => void (await this.#saved.save(null, view))),
    });
  }
}
