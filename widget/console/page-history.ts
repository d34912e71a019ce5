/** Where there is room for one pane only, Back goes from the open conversation to the list, and not away from the page. */
import type { AgentConsole } from '../agent-console/agent-console.ts';

interface Place {
  inbox: string;
  conversationId: number;
}

/** As in the style of the console. */
const onePane = matchMedia('(width < 720px)');

export function keepHistory(inbox: AgentConsole): void {
  /** The step back is ours, because the conversation was closed on the page. */
  let isLeaving = false;
  inbox.addEventListener('conversation-open', (event) => {
    const place: Place = { inbox: event.inbox, conversationId: event.conversationId };
    if (isPlace(history.state)) history.replaceState(place, '');
    else if (onePane.matches) history.pushState(place, '');
  });
  inbox.addEventListener('conversation-close', () => {
    if (!isPlace(history.state)) return;
    isLeaving = true;
    history.back();
  });
  window.addEventListener('popstate', ({ state }: PopStateEvent) => {
    if (isLeaving) isLeaving = false;
    else show(state);
  });
  // After a reload, what was open.
  if (isPlace(history.state)) show(history.state);

  function show(state: unknown): void {
    if (isPlace(state)) inbox.openConversation(state.inbox, state.conversationId);
    else inbox.closeConversation();
  }
}

function isPlace(state: unknown): state is Place {
  return typeof state === 'object' && state !== null && 'inbox' in state && 'conversationId' in state;
}
