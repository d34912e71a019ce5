/** What a console knows of an inbox: rows by id, of which the newest state wins however they arrive. */
import type { Conversation } from '../../../worker/api/conversations.ts';
import type { NumberAlert } from '../../../worker/api/health.ts';
import type { LiveFrame } from '../../../worker/api/live.ts';
import type { Content, Message } from '../../../worker/api/messages.ts';
import type { Entry } from '../../../worker/api/teamwork.ts';
import type { StoredFile } from '../browser/file-store.ts';

/** What of a message is needed to quote it. */
export type Quoted = Pick<Message, 'id' | 'wamid' | 'direction' | 'content'>;

/** A message that the server has not answered for yet. It stands in the thread at once. */
export interface PendingMessage {
  key: string;
  conversationId: number;
  sentAt: number;
  content: Content;
  /** What it answers. */
  replyTo: Quoted | null;
  /** Not to be sent when somebody else has answered after this change; null: in any case. */
  ifLastSeq: number | null;
  /** It goes on with what was sent just before it: who writes is not said again. */
  isSequel: boolean;
  /** The message that must go before it: its key, and its id once the inbox has taken it in. */
  follows: string | number | null;
  /** Keys of the files that were sent with it: a text about a file is not sent without it, unless somebody wants that. */
  waitsFor: readonly string[];
  /** Those of the files that the inbox has taken: when WhatsApp refuses one of them, this is not sent either. */
  afterFiles: readonly number[];
  /** When it is to be sent; null: now. */
  sendAt: number | null;
  /** Where the browser keeps its file; null: it has none. */
  file: StoredFile | null;
  /** The file itself, until it is uploaded. */
  upload: PendingUpload | null;
  /** Why it is not there yet; null while it is on its way. */
  problem: { code: string; message: string } | null;
}

export interface PendingUpload {
  file: File;
  /** An address of the file within this page. */
  url: string;
  /** 0 to 1. */
  progress: number;
  cancel: AbortController;
}

/** A conversation among several numbers: its id is unique within its number only. */
export interface ConversationRef {
  inbox: string;
  id: number;
}

/** A conversation that knows the number it is with. */
export interface InboxConversation extends Conversation {
  inbox: string;
}

/** A ref as one text, for keys. */
export function keyOf({ inbox, id }: ConversationRef): string {
  return `${inbox}/${id}`;
}

export interface InboxState {
  inbox: string;
  conversations: ReadonlyMap<number, InboxConversation>;
  messages: ReadonlyMap<number, Message>;
  /** What the team has put into threads. */
  entries: ReadonlyMap<number, Entry>;
  pending: readonly PendingMessage[];
  /** What an admin should see at once. */
  alerts: readonly NumberAlert[];
}

export function emptyInbox(inbox: string): InboxState {
  return {
    inbox,
    conversations: new Map(),
    messages: new Map(),
    entries: new Map(),
    pending: [],
    alerts: [],
  };
}

/** Takes rows in; a row that is known in a later state is left out. */
export function withRows(
  state: InboxState,
  conversations: readonly Conversation[],
  messages: readonly Message[],
  entries: readonly Entry[] = [],
): InboxState {
  const arrived = new Map(messages.map(({ key, id }) => [key, id]));
  const { inbox } = state;
  const named = conversations.map((conversation) => ({ ...conversation, inbox }));
  return {
    ...state,
    conversations: merged(state.conversations, named),
    messages: merged(state.messages, messages),
    entries:
      entries.length === 0
        ? state.entries
        : new Map([...state.entries, ...entries.map((entry) => [entry.id, entry] as const)]),
    pending: state.pending.filter(({ key }) => !arrived.has(key)).map((message) => behind(message, arrived)),
  };
}

function behind(message: PendingMessage, arrived: ReadonlyMap<string | null, number>): PendingMessage {
  const id = typeof message.follows === 'string' ? arrived.get(message.follows) : undefined;
  const files = message.waitsFor.flatMap((key) => arrived.get(key) ?? []);
  if (id === undefined && files.length === 0) return message;
  return {
    ...message,
    waitsFor: message.waitsFor.filter((key) => !arrived.has(key)),
    afterFiles: [...message.afterFiles, ...files],
    follows: id ?? message.follows,
  };
}

export function withFrame(state: InboxState, frame: LiveFrame): InboxState {
  switch (frame.type) {
    case 'change':
      return withRows(state, frame.conversations, frame.messages, frame.entries);
    case 'merge': {
      const conversations = new Map(state.conversations);
      conversations.delete(frame.from);
      const messages = new Map(state.messages);
      for (const [id, message] of messages) {
        if (message.conversationId === frame.from)
          messages.set(id, { ...message, conversationId: frame.into });
      }
      const pending = state.pending.map((message) =>
        message.conversationId === frame.from ? { ...message, conversationId: frame.into } : message,
      );
      const entries = new Map(
        [...state.entries].map(([id, entry]) => [
          id,
          entry.conversationId === frame.from ? { ...entry, conversationId: frame.into } : entry,
        ]),
      );
      return { ...state, conversations, messages, entries, pending };
    }
    case 'erase': {
      const conversations = new Map(state.conversations);
      conversations.delete(frame.conversationId);
      const isOther = ({ conversationId }: { conversationId: number }) =>
        conversationId !== frame.conversationId;
      const messages = new Map([...state.messages].filter(([, message]) => isOther(message)));
      const entries = new Map([...state.entries].filter(([, entry]) => isOther(entry)));
      return { ...state, conversations, messages, entries, pending: state.pending.filter(isOther) };
    }
    case 'alerts':
      return { ...state, alerts: frame.alerts };
    case 'ready':
    case 'reset':
    case 'access':
    case 'number':
    case 'presence':
      return state;
  }
}

/** The last change of a conversation that is known here. */
export function knownOf({ conversations, messages }: InboxState, id: number): number {
  const own = [...messages.values()].filter((message) => message.conversationId === id);
  return own.reduce((most, message) => Math.max(most, message.id), conversations.get(id)?.seq ?? 0);
}

/** What the team has put into a thread, in its order. */
export function entriesOf(state: InboxState, conversationId: number): Entry[] {
  return [...state.entries.values()]
    .filter((entry) => entry.conversationId === conversationId)
    .sort((a, b) => a.at - b.at || a.id - b.id);
}

/** The last thing that the team wrote in a conversation, where it has not gone out. */
export interface Unsent {
  /** WhatsApp did not take it; else the inbox has not got it yet. */
  isFailed: boolean;
  content: Content;
}

/** By the id of the conversation. */
export function unsentIn({ conversations, messages, pending }: InboxState): Map<number, Unsent> {
  const unsent = new Map<number, Unsent>();
  for (const { id, lastMessage: last } of conversations.values()) {
    // What became of a message is no change of its conversation.
    const isFailed = last?.direction === 'out' && (messages.get(last.id) ?? last).status === 'failed';
    if (isFailed) unsent.set(id, { isFailed, content: last.content });
  }
  for (const { conversationId, content, problem } of pending)
    if (problem !== null) unsent.set(conversationId, { isFailed: false, content });
  return unsent;
}

/** A thread in its order: Meta's time, then the order of arrival. */
export function threadOf(state: InboxState, conversationId: number): Message[] {
  const messages = [...state.messages.values()].filter(
    (message) => message.conversationId === conversationId,
  );
  const wamids = new Set(messages.map(({ wamid }) => wamid));
  return messages
    .filter((message) => hasPlace(message, wamids))
    .sort((a, b) => a.sentAt - b.sentAt || a.id - b.id);
}

/** A reaction, an edit or a revocation shows on its message; without that message an edit is a line of its own. */
function hasPlace({ target, content }: Message, wamids: ReadonlySet<string | null>): boolean {
  return target === null || (content.type !== 'reaction' && !wamids.has(target));
}

function merged<Row extends { id: number; seq: number }>(
  known: ReadonlyMap<number, Row>,
  rows: readonly Row[],
): ReadonlyMap<number, Row> {
  const newer = rows.filter((row) => (known.get(row.id)?.seq ?? -1) < row.seq);
  if (newer.length === 0) return known;
  const next = new Map(known);
  for (const row of newer) if ((next.get(row.id)?.seq ?? -1) < row.seq) next.set(row.id, row);
  return next;
}
