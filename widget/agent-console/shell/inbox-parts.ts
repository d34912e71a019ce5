/** The parts of the inbox that are not needed before the list is on screen. They load together. */
import '../conversation/conversation-view.ts';
import '../list/list-filters.ts';
import '../list/list-selection.ts';
import { ConsoleActions } from '../commands/console-actions.ts';
import { ConsoleViews } from '../commands/console-views.ts';
import { lookAtAvailability } from '../ui/known-availability.ts';
import { noteOwnId } from '../ui/known-teams.ts';
import { searchProblem } from '../ui/search-problem.ts';
import './account-menu.ts';
import { Activity } from './activity.ts';
import { notLoaded } from './colleagues.ts';
import type { InboxHost } from './inbox-host.ts';
import { Overlays } from './overlays.ts';
import { OpeningFocus } from './panes/opening-focus.ts';
import { drawFirst, prefetchBeside } from './panes/prefetch.ts';
import { ReadMarks } from './panes/read-marks.ts';

export class InboxParts {
  readonly drawFirst = drawFirst;
  readonly prefetchBeside = prefetchBeside;
  readonly problemOf = searchProblem;
  readonly actions: ConsoleActions;
  readonly overlays: Overlays;
  readonly openingFocus: OpeningFocus;
  readonly readMarks: ReadMarks;
  #host: InboxHost;
  #activity = new Activity(() => this.#stores);
  #views: ConsoleViews | null = null;

  constructor(host: InboxHost) {
    this.#host = host;
    this.actions = new ConsoleActions(host);
    this.overlays = new Overlays(host, this.actions);
    this.openingFocus = new OpeningFocus(host);
    this.readMarks = new ReadMarks(host);
    // What came before these parts were loaded.
    this.refresh();
  }

  /** Something in the inbox has changed. */
  refresh(): void {
    this.views?.refresh();
    noteOwnId(this.#host.agent?.id ?? '');
    if (this.#host.isConnected) this.#activity.start();
    if (!lookAtAvailability(() => this.#stores)) return;
    this.#activity.check();
    // What shows who is available renders again when its list of labels is another one.
    const { colleagues } = this.#host;
    if (colleagues.labels !== notLoaded) colleagues.labels = [...colleagues.labels];
    this.#host.requestUpdate();
  }

  /** The inbox is no longer on the page. */
  stop(): void {
    this.views?.stop();
    this.#activity.stop();
  }

  get #stores() {
    return this.#host.stores?.only(null) ?? [];
  }

  get views(): ConsoleViews | null {
    if (this.#host.api) this.#views ??= new ConsoleViews(this.#host, this.#host.api);
    return this.#views;
  }
}
