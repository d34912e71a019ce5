/** A console's copy of an inbox: rows by id. The newest state wins, whatever the order of arrival. */
import type { Conversation } from '../../../worker/api/conversations/conversations.ts';
import type { LiveFrame } from '../../../worker/api/conversations/live.ts';
import type { Content, Message } from '../../../worker/api/conversations/messages.ts';
import type { Entry } from '../../../worker/api/conversations/teamwork.ts';
import type { NumberAlert } from '../../../worker/api/numbers/health.ts';

import type { StoredFile } from '../browser/file-store.ts';

/** The part of a message that is needed to quote it. */
export type Quoted = Pick<Message, 'id' | 'wamid' | 'direction' | 'content'>;

/** A message that the inbox does not have yet. It is shown in the thread at once. */
export interface PendingMessage {
  key: string;
  conversationId: number;
  sentAt: number;
  content: Content;
  /** The message that it replies to. */
  replyTo: Quoted | null;
  /** It is not sent if someone else has replied after this change; null to send it in any case. */
  ifLastSeq: number | null;
  /** It continues the message before it, so the agent's name is not repeated. */
  isSequel: boolean;
  /** The message that must be sent before it: its key, then its id once the inbox has it. */
  follows: string | number | null;
  /** Keys of the files that were sent with it: a text about a file is sent without it only if the agent confirms. */
  waitsFor: readonly string[];
  /** Ids of those files that the inbox has: if WhatsApp rejects one of them, this message is not sent either. */
  afterFiles: readonly number[];
  /** When to send it; null: now. */
  sendAt: number | null;
  /** Its file in the browser's storage; null: it has none. */
  file: StoredFile | null;
  /** The file itself, until it is uploaded. */
  upload: PendingUpload | null;
  /** Why it was not sent; null while it is being sent. */
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
  /** The entries of threads, such as notes. */
  entries: ReadonlyMap<number, Entry>;
  pending: readonly PendingMessage[];
  /** The alerts for admins. */
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

/** Merges rows; a row that is known in a newer state is left out. The same state if nothing is new. */
export function withRows(
  state: InboxState,
  conversations: readonly Conversation[],
  messages: readonly Message[],
  entries: readonly Entry[] = [],
): InboxState {
  const arrived = new Map(messages.map(({ key, id }) => [key, id]));
  const { inbox } = state;
  const named = conversations.map((conversation) => ({ ...conversation, inbox }));
  const [allConversations, allMessages] = [
    merged(state.conversations, named),
    merged(state.messages, messages),
  ];
  const isKnown = allConversations === state.conversations && allMessages === state.messages;
  if (isKnown && entries.length + state.pending.length === 0) return state;
  return {
    ...state,
    conversations: allConversations,
    messages: allMessages,
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
    default:
      frame.type satisfies Other;
      return state;
  }
}

/** Frames about something else. */
type Other =
  | 'ready'
  | 'reset'
  | 'access'
  | 'number'
  | 'settings'
  | 'presence'
  | 'suggestion'
  | 'availability';

/** The `seq` of the last known change of a conversation. */
export function knownOf({ conversations, messages }: InboxState, id: number): number {
  const own = [...messages.values()].filter((message) => message.conversationId === id);
  return own.reduce((most, message) => Math.max(most, message.id), conversations.get(id)?.seq ?? 0);
}

/** The entries of a thread, in order. */
export function entriesOf(state: InboxState, conversationId: number): Entry[] {
  return [...state.entries.values()]
    .filter((entry) => entry.conversationId === conversationId)
    .sort((a, b) => a.at - b.at || a.id - b.id);
}

/** The team's last message in a conversation, if it was not sent. */
export interface Unsent {
  /** WhatsApp rejected it; otherwise the inbox does not have it yet. */
  isFailed: boolean;
  content: Content;
}

/** By the id of the conversation. */
export function unsentIn({ conversations, messages, pending }: InboxState): Map<number, Unsent> {
  const unsent = new Map<number, Unsent>();
  for (const { id, lastMessage: last } of conversations.values()) {
    // A new status of a message does not change its conversation.
    const isFailed = last?.direction === 'out' && (messages.get(last.id) ?? last).status === 'failed';
    if (isFailed) unsent.set(id, { isFailed, content: last.content });
  }
  for (const { conversationId, content, problem } of pending)
    if (problem !== null) unsent.set(conversationId, { isFailed: false, content });
  return unsent;
}

/** A thread in order: by Meta's time, then by arrival. */
export function threadOf(state: InboxState, conversationId: number): Message[] {
  const messages = [...state.messages.values()].filter(
    (message) => message.conversationId === conversationId,
  );
  const wamids = new Set(messages.map(({ wamid }) => wamid));
  return messages
    .filter((message) => hasPlace(message, wamids))
    .sort((a, b) => a.sentAt - b.sentAt || a.id - b.id);
}

/** Reactions, edits and revocations are shown on their message. An edit of an unloaded message gets its own line. */
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
