/** What lies over the inbox: settings, the command bar, pictures, forwarding. Each loads when it is opened. */
import { html, nothing } from 'lit';
import type { Message } from '../../../worker/api/conversations/messages.ts';
import type { Permission } from '../../../worker/api/roles.ts';
import type { InboxConversation } from '../../client/state/inbox-state.ts';
import type { InboxStore } from '../../client/store/inbox-store.ts';
import type { InboxStores } from '../../client/store/inbox-stores.ts';
import type { CommandChoose } from '../commands/command-bar.ts';
import type { ConsoleActions } from '../commands/console-actions.ts';
import type { Destination, Sheet } from '../commands/registry.ts';
import type { ChoiceGroup } from '../commands/team-choices.ts';
import type { ForwardClose } from '../conversation/forward/forward-dialog.ts';
import { LayersChange } from '../events.ts';
import type { ConversationWanted } from '../settings/conversation-wanted.ts';
import type { SettingsLayer } from '../settings/settings-page.ts';
import type { Gallery } from '../thread/gallery/gallery.ts';
import type { NumberSelect } from '../ui/number-switch.ts';
import { notLoaded } from './colleagues.ts';
import type { InboxHost } from './inbox-host.ts';
import { LabelCreation } from './label-creation.ts';

/** The dialogs over the inbox; the later ones are above the earlier ones. */
const dialogs = [
  'agent-console-contact',
  'agent-console-shortcuts',
  'agent-console-commands',
  'agent-console-viewer',
  'agent-console-forward',
].join();

/** The same list each time, so that it counts as unchanged. */
const noPermissions: readonly Permission[] = [];

export class Overlays {
  isInSettings = false;
  #isInAnalytics = false;
  #host: InboxHost;
  #actions: ConsoleActions;
  #section = '';
  /** On a phone, a page of the settings is over their groups. */
  #isSettingOver = false;
  #sheet: Sheet | null = null;
  /** The only choices in the command bar; null: it has everything. */
  #group: ChoiceGroup | null = null;
  /** The pages of the settings, once the command bar has been opened. */
  #pages: readonly { name: string; title: string }[] = [];
  #gallery: Gallery | null = null;
  /** The message to send to another conversation, and the number that it is on. */
  #forwarded: { store: InboxStore; message: Message } | null = null;
  #newLabel: LabelCreation;

  constructor(host: InboxHost, actions: ConsoleActions) {
    this.#host = host;
    this.#actions = actions;
    this.#newLabel = new LabelCreation(host, actions);
  }

  /** One for each layer that the page can go back from. */
  get layers(): readonly boolean[] {
    return [
      this.isInSettings,
      this.isInSettings && this.#isSettingOver,
      this.#isInAnalytics,
      this.#sheet !== null,
      this.#gallery !== null,
      this.#forwarded !== null,
    ];
  }

  /** Whether a page covers the inbox. */
  get isCovering(): boolean {
    return this.isInSettings || this.#isInAnalytics;
  }

  get page() {
    const { renderRoot } = this.#host;
    return (
      renderRoot.querySelector('agent-console-settings') ??
      renderRoot.querySelector('agent-console-analytics')
    );
  }

  get settingsPages(): readonly Destination[] {
    return this.#pages.map(({ name, title }) => ({
      id: `settings:${name}`,
      name: title,
      isOn: false,
      go: () => void this.openSettings(name),
    }));
  }

  /** Closes the topmost; false: none is open. */
  back(): boolean {
    const open = [...this.#host.renderRoot.querySelectorAll(dialogs)].flatMap(
      ({ shadowRoot }) => shadowRoot?.querySelector<HTMLDialogElement>('dialog[open]') ?? [],
    );
    const top = open.at(-1);
    // The dialog gives the focus back, and reports that it is closed.
    if (top) top.close();
    else if (this.page) void this.page.back();
    else return false;
    return true;
  }

  async openSettings(section = ''): Promise<void> {
    await import('../settings/settings-page.ts');
    this.#isInAnalytics = false;
    this.#section = section;
    this.#chooseNumber();
    this.isInSettings = true;
    this.#host.requestUpdate();
  }

  /** A page begins with the number that is looked at. */
  #chooseNumber(): void {
    const { stores, shownNumber, opened, inboxToSet } = this.#host;
    this.#host.inboxToSet = shownNumber ?? opened?.inbox ?? inboxToSet ?? stores?.list(null)[0]?.inbox;
  }

  /** From the settings it goes on, unless something there is unsaved. */
  async openAnalytics(): Promise<void> {
    await import('../analytics/analytics-page.ts');
    await this.#host.renderRoot.querySelector('agent-console-settings')?.requestClose();
    if (this.isInSettings) return;
    this.#chooseNumber();
    this.#isInAnalytics = true;
    this.#host.requestUpdate();
  }

  async openForward(store: InboxStore, message: Message): Promise<void> {
    await import('../conversation/forward/forward-dialog.ts');
    this.#forwarded = { store, message };
    this.#host.requestUpdate();
  }

  async openPicture(store: InboxStore, message: Message): Promise<void> {
    const [{ galleryOf }] = await Promise.all([
      import('../thread/gallery/gallery.ts'),
      import('../thread/gallery/media-viewer.ts'),
    ]);
    this.#gallery = galleryOf(store, message);
    this.#host.requestUpdate();
  }

  /** Creates the sheet again, because one that was closed a moment ago may still be there. */
  async openSheet(sheet: Sheet, group: ChoiceGroup | null): Promise<void> {
    if (sheet === 'commands') this.#actions.hold();
    else this.#actions.release();
    this.#sheet = null;
    this.#host.requestUpdate();
    const loaded =
      sheet === 'shortcuts'
        ? import('../commands/shortcut-sheet.ts')
        : Promise.all([import('../commands/command-bar.ts'), group === null ? this.#loadPages() : null]);
    await Promise.all([loaded, this.#host.updateComplete]);
    if (group === 'label' && this.#isLoading) void this.#host.attempt(() => this.#host.loadColleagues());
    this.#group = group;
    this.#sheet = sheet;
    this.#host.requestUpdate();
  }

  get #isLoading(): boolean {
    return this.#host.labels === notLoaded;
  }

  async #loadPages(): Promise<void> {
    const { groups, mayOpen } = await import('../settings/sections.ts');
    const reader = { isAdmin: this.#isAdmin, permissions: this.#permissions };
    this.#pages = groups
      .flatMap(([, pages]) => pages)
      .filter((page) => mayOpen(page, reader))
      .map(({ name, title }) => ({ name, title: title() }));
  }

  render(stores: InboxStores) {
    return html`${this.isInSettings ? this.#renderSettings() : nothing}
      ${this.#isInAnalytics ? this.#renderAnalytics() : nothing}
      ${this.#renderSheet(stores)} ${this.#newLabel.render()}
      ${
        this.#gallery
          ? html`<agent-console-viewer
              .gallery=${this.#gallery}
              @viewer-close=${() => {
                this.#gallery = null;
                this.#host.requestUpdate();
              }}
            ></agent-console-viewer>`
          : nothing
      }
      ${this.#forwarded ? this.#renderForward(this.#forwarded) : nothing}`;
  }

  #renderSettings() {
    const { api, numbers, worker, inboxToSet } = this.#host;
    return html`<agent-console-settings
      .api=${api}
      .number=${numbers.find(({ id }) => id === inboxToSet) ?? numbers[0] ?? null}
      .numbers=${numbers}
      .worker=${worker}
      .isAdmin=${this.#isAdmin}
      .permissions=${this.#permissions}
      .section=${this.#section}
      @number-select=${({ inbox }: NumberSelect) => {
        this.#host.inboxToSet = inbox ?? undefined;
      }}
      @settings-close=${() => {
        this.isInSettings = false;
        this.#host.requestUpdate();
        void this.#host.attempt(() => this.#host.loadColleagues());
      }}
      @settings-layer=${({ isPageOver }: SettingsLayer) => {
        this.#isSettingOver = isPageOver;
        this.#host.requestUpdate();
      }}
      @settings-stay=${() => this.#stay()}
      @conversation-wanted=${({ ref }: ConversationWanted) => {
        this.isInSettings = false;
        this.#host.requestUpdate();
        void this.#host.open(ref);
      }}
    ></agent-console-settings>`;
  }

  #renderAnalytics() {
    const { api, numbers, inboxToSet } = this.#host;
    const leave = () => {
      this.#isInAnalytics = false;
      this.#host.requestUpdate();
    };
    return html`<agent-console-analytics
      .api=${api}
      .numbers=${numbers}
      .inbox=${inboxToSet ?? numbers[0]?.id ?? ''}
      @analytics-close=${leave}
      @conversation-wanted=${({ ref }: ConversationWanted) => {
        leave();
        void this.#host.open(ref);
      }}
    ></agent-console-analytics>`;
  }

  /** The page has gone back in its history, but the settings stay open, so it goes forward again. */
  #stay(): void {
    const depth = this.#host.depth;
    this.#host.dispatchEvent(new LayersChange(depth - 1));
    this.#host.dispatchEvent(new LayersChange(depth));
  }

  #renderSheet(stores: InboxStores) {
    const { shortcuts, shownNumber } = this.#host;
    const close = (event: Event) => this.#closeSheet(event);
    if (this.#sheet === 'shortcuts') {
      return html`<agent-console-shortcuts
        .shortcuts=${shortcuts ?? {}}
        @sheet-close=${close}
      ></agent-console-shortcuts>`;
    }
    if (this.#sheet !== 'commands') return nothing;
    return html`<agent-console-commands
      .commands=${this.#actions.commands(this.#group)}
      .about=${this.#actions.about}
      .group=${this.#group}
      .isLoading=${this.#group === 'label' && this.#isLoading}
      .createLabel=${
        this.#newLabel.isAllowed
          ? (name: string) => void this.#newLabel.open(name, this.#actions.target())
          : null
      }
      .conversations=${stores.list(shownNumber)}
      .open=${(conversation: InboxConversation) => void this.#host.open(conversation)}
      @command-choose=${(event: CommandChoose) => {
        close(event);
        event.choice?.run();
      }}
    ></agent-console-commands>`;
  }

  /** A dialog reports a frame later that it is closed, and another one may be open by then. */
  #closeSheet({ target }: Event): void {
    if (!(target instanceof Node) || !target.isConnected) return;
    this.#actions.release();
    this.#sheet = null;
    this.#host.requestUpdate();
  }

  #renderForward({ store, message }: { store: InboxStore; message: Message }) {
    const { numbers, agent } = this.#host;
    const number = numbers.find(({ id }) => id === store.inbox);
    return html`<agent-console-forward
      .store=${store}
      .message=${message}
      .longestText=${number?.longestText ?? 4_096}
      .shownName=${number?.showsAgentName ? (agent?.name ?? null) : null}
      @forward-close=${({ conversationId }: ForwardClose) => {
        this.#forwarded = null;
        this.#host.requestUpdate();
        if (conversationId !== null)
          void this.#host.attempt(() => this.#host.open({ inbox: store.inbox, id: conversationId }));
      }}
    ></agent-console-forward>`;
  }

  get #permissions(): readonly Permission[] {
    return this.#host.agent?.permissions ?? noPermissions;
  }

  get #isAdmin(): boolean {
    return this.#host.agent?.role === 'admin';
  }
}
