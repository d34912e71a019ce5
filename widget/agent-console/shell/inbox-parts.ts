/** The parts of the inbox that are not needed before the list is on screen. They load together. */
import '../conversation/conversation-view.ts';
import '../list/list-filters.ts';
import '../list/list-selection.ts';
import { ConsoleActions } from '../commands/console-actions.ts';
import { ConsoleViews } from '../commands/console-views.ts';
import { searchProblem } from '../ui/search-problem.ts';
import type { InboxHost } from './inbox-host.ts';
import { Overlays } from './overlays.ts';
import { OpeningFocus } from './panes/opening-focus.ts';
import { prefetchBeside } from './panes/prefetch.ts';
import { ReadMarks } from './panes/read-marks.ts';

export class InboxParts {
  readonly prefetchBeside = prefetchBeside;
  readonly problemOf = searchProblem;
  readonly actions: ConsoleActions;
  readonly overlays: Overlays;
  readonly openingFocus: OpeningFocus;
  readonly readMarks: ReadMarks;
  #host: InboxHost;
  #views: ConsoleViews | null = null;

  constructor(host: InboxHost) {
    this.#host = host;
    this.actions = new ConsoleActions(host);
    this.overlays = new Overlays(host, this.actions);
    this.openingFocus = new OpeningFocus(host);
    this.readMarks = new ReadMarks(host);
  }

  get views(): ConsoleViews | null {
    if (this.#host.api) this.#views ??= new ConsoleViews(this.#host, this.#host.api);
    return this.#views;
  }
}
