/** Prepares what will probably be opened next, while the browser is idle. */
import { type InboxConversation, keyOf } from '../../../client/state/inbox-state.ts';
import type { InboxStores } from '../../../client/store/inbox-stores.ts';
import type { InboxHost } from '../inbox-host.ts';

/** Loads the conversations beside the open one, so that the next one opens at once. */
export function prefetchBeside(
  rows: readonly InboxConversation[],
  opened: string,
  stores: InboxStores | null,
): void {
  const at = rows.findIndex((row) => keyOf(row) === opened);
  if (at < 0) return;
  const beside = [rows[at + 1], rows[at - 1]].filter((row) => row !== undefined);
  void whenIdle().then(() => beside.map((row) => load(row, stores)));
}

/**
 * Loads the first conversation of the list, and draws it once where nobody sees it: two thirds of the time until the first
 * one is on screen go into code and templates that were never used before.
 */
export async function drawFirst(
  host: Pick<InboxHost, 'rows' | 'opened' | 'stores' | 'renderRoot' | 'agent'>,
): Promise<void> {
  await whenIdle();
  const { rows, opened, stores, renderRoot, agent } = host;
  const [first] = rows;
  const store = first && stores?.of(first.inbox);
  if (!store || opened !== null) return;
  const conversation = document.createElement('agent-console-conversation');
  // It is not given its number, so that no assistant is asked for a draft.
  Object.assign(conversation, { store, conversation: first, me: agent, showsFiles: false });
  const frame = document.createElement('div');
  frame.hidden = true;
  frame.attachShadow({ mode: 'closed' }).append(conversation);
  renderRoot.append(frame);
  try {
    await load(first, stores);
    await whenIdle();
    // An agent who has opened one meanwhile does not wait for this.
    if (host.opened !== null) return;
    conversation.change++;
    await conversation.updateComplete;
  } finally {
    frame.remove();
  }
}

async function load({ inbox, id }: InboxConversation, stores: InboxStores | null): Promise<void> {
  // What fails here is loaded when it is opened.
  await stores
    ?.of(inbox)
    ?.threads.open(id)
    .catch(() => {});
}

function whenIdle(): Promise<unknown> {
  return new Promise((done) => {
    if ('requestIdleCallback' in window) requestIdleCallback(done, { timeout: 2_000 });
    else setTimeout(done, 500);
  });
}
