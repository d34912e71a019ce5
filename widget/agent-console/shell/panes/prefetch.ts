/** Loads the conversations beside the open one while the browser is idle, so that the next one opens at once. */
import { type InboxConversation, keyOf } from '../../../client/state/inbox-state.ts';
import type { InboxStores } from '../../../client/store/inbox-stores.ts';

export function prefetchBeside(
  rows: readonly InboxConversation[],
  opened: string,
  stores: InboxStores | null,
): void {
  const at = rows.findIndex((row) => keyOf(row) === opened);
  if (at < 0) return;
  const beside = [rows[at + 1], rows[at - 1]].filter((row) => row !== undefined);
  whenIdle(() => {
    // What fails here is loaded when it is opened.
    for (const { inbox, id } of beside)
      stores
        ?.of(inbox)
        ?.threads.open(id)
        .catch(() => {});
  });
}

function whenIdle(run: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(run, { timeout: 2_000 });
  else setTimeout(run, 500);
}
