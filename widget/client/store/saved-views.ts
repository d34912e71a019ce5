/** The views of the list that people have saved, and how many conversations are in each. */
import type { NewSavedView, SavedView, ViewFilter } from '../../../worker/api/conversations/views.ts';
import type { ApiClient } from '../api/api-client.ts';
import { countViews } from '../api/conversations/conversations.ts';
import { changeView, createView, deleteView, listViews } from '../api/conversations/shared.ts';
import type { ListView } from '../state/list-view.ts';

/** Changes within this time are counted once. */
const delayMs = 4_000;

export class SavedViews {
  rows: readonly SavedView[] = [];
  #counts: ReadonlyMap<string, number> = new Map();
  #api: ApiClient;
  #numbers: () => readonly string[];
  #changed: () => void;
  #unfollow: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `numbers`: those whose conversations are shown. */
  constructor(api: ApiClient, numbers: () => readonly string[], changed: () => void) {
    this.#api = api;
    this.#numbers = numbers;
    this.#changed = changed;
    // What is missed here is loaded with the next connection.
    this.#unfollow = api.news.follow(['views'], () => void this.load().catch(() => {}));
  }

  async load(): Promise<void> {
    this.rows = await listViews(this.#api);
    this.#changed();
    await this.#count();
  }

  count(id: string): number | null {
    return this.#counts.get(id) ?? null;
  }

  async save(id: string | null, view: NewSavedView): Promise<SavedView> {
    const saved = await (id === null ? createView(this.#api, view) : changeView(this.#api, id, view));
    await this.load();
    return saved;
  }

  async remove(id: string): Promise<void> {
    await deleteView(this.#api, id);
    await this.load();
  }

  /** Conversations have changed: counts again, once, after a while. */
  refresh(): void {
    if (this.#timer !== undefined || this.rows.length === 0) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      // The next change counts again.
      this.#count().catch(() => {});
    }, delayMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#unfollow();
  }

  async #count(): Promise<void> {
    const counts = new Map<string, number>();
    await Promise.all(
      this.#numbers().map(async (inbox) => {
        const views = this.rows.filter((view) => view.inbox === null || view.inbox === inbox);
        if (views.length === 0) return;
        const { counts: found } = await countViews(
          this.#api,
          inbox,
          views.map(({ filter }) => filter),
        );
        views.forEach(({ id }, index) => {
          counts.set(id, (counts.get(id) ?? 0) + (found[index] ?? 0));
        });
      }),
    );
    this.#counts = counts;
    this.#changed();
  }
}

export function filterToSave({
  tab,
  assignee,
  team,
  state,
  isUnread,
  needsReply,
  handledBy,
  ...view
}: ListView): ViewFilter {
  const { window, label, source } = view;
  const whose = tab === 'mine' ? 'me' : tab === 'unassigned' ? 'nobody' : assignee;
  return { assignee: whose, team, state, isUnread, needsReply, handledBy, window, label, source };
}

export function viewOf({ filter, sort }: Pick<SavedView, 'filter' | 'sort'>): ListView {
  const { assignee, handledBy, ...same } = filter;
  const tab = assignee === 'me' ? 'mine' : assignee === 'nobody' ? 'unassigned' : 'all';
  return {
    ...same,
    tab,
    assignee: tab === 'all' ? assignee : null,
    handledBy: handledBy === 'bot' ? 'bot' : null,
    sort,
  };
}

/** Whether the list shows exactly this view. */
export function isShown(saved: SavedView, view: ListView, inbox: string | null): boolean {
  const written = (one: ListView) => JSON.stringify([filterToSave(one), one.sort]);
  return saved.inbox === inbox && written(viewOf(saved)) === written(view);
}
