/**
 * Where there is room for one pane only, Back closes what lies on top, and goes away from the page only from the list.
 */
import type { AgentConsole } from '../agent-console/agent-console.ts';

interface Place {
  inbox: string;
  conversationId: number;
}

/** One for each layer over the list: how many there are then, and which conversation is open. */
interface Entry {
  depth: number;
  place: Place | null;
}

const list: Entry = { depth: 0, place: null };

/** As in the style of the console. */
const onePane = matchMedia('(width < 720px)');

export function keepHistory(inbox: AgentConsole): void {
  let { depth, place } = list;
  /** How many layers Back leaves. */
  let wanted: number | null = null;
  /** A layer is being closed, which takes a moment for a dialog. */
  let isClosing = false;
  /** The steps back are ours, because something was closed on the page. */
  let isLeaving = false;

  inbox.addEventListener('conversation-open', (event) => {
    place = { inbox: event.inbox, conversationId: event.conversationId };
    settle();
  });
  inbox.addEventListener('conversation-close', () => {
    place = null;
  });
  inbox.addEventListener('layers-change', (event) => {
    depth = event.depth;
    isClosing = false;
    settle();
  });
  inbox.addEventListener('sign-out', () => {
    ({ depth, place } = list);
    isClosing = false;
    settle();
  });
  window.addEventListener('popstate', () => {
    const entry = here();
    if (isLeaving) isLeaving = false;
    else if (entry.depth < depth) wanted = entry.depth;
    else if (entry.place && !place) {
      open(entry.place);
      return;
    }
    settle();
  });
  // Restores the open conversation after a reload.
  const { place: before } = here();
  if (before) open(before);
  else settle();

  function open({ inbox: number, conversationId }: Place): void {
    inbox.openConversation(number, conversationId);
  }

  /** As many entries as there are layers. */
  function settle(): void {
    if (isLeaving || isClosing) return;
    if (wanted !== null && depth > wanted) {
      isClosing = inbox.back();
      if (isClosing) return;
      depth = wanted;
    }
    wanted = null;
    const at = here().depth;
    if (depth < at) {
      isLeaving = true;
      history.go(depth - at);
    } else if (depth === at) {
      if (depth > 0) history.replaceState({ depth, place }, '');
    } else if (onePane.matches) {
      for (let next = at + 1; next <= depth; next++) history.pushState({ depth: next, place }, '');
    }
  }
}

function here(): Entry {
  const state: unknown = history.state;
  return isEntry(state) ? state : list;
}

function isEntry(state: unknown): state is Entry {
  return typeof state === 'object' && state !== null && 'depth' in state && 'place' in state;
}
