/** How many conversations are in each tab of the list. */
import type { Counts } from '../../../worker/api/conversations/teamwork.ts';
import type { ApiClient } from '../api/api-client.ts';
import { getCounts } from '../api/conversations/conversations.ts';

/** Changes within this time are counted once. */
const delayMs = 400;

export class TabCounts {
  known: Counts | null = null;
  #api: ApiClient;
  #inbox: string;
  #changed: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(api: ApiClient, inbox: string, changed: () => void) {
    this.#api = api;
    this.#inbox = inbox;
    this.#changed = changed;
  }

  refresh(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      getCounts(this.#api, this.#inbox).then(
        (counts) => {
          this.known = counts;
          this.#changed();
        },
        // The next change counts again.
        () => {},
      );
    }, delayMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
