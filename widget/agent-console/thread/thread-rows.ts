/** The order of a thread: its days, and in them the messages, grouped by author, and the entries of the team. */
import type { Author, Message } from '../../../worker/api/conversations/messages.ts';
import type { Entry } from '../../../worker/api/conversations/teamwork.ts';
import { isLine } from '../content/message-content.ts';
import { startOfDay } from '../ui/time/times.ts';

/** Messages of one author with shorter breaks than this are a group. */
export const groupBreakMs = 5 * 60_000;

export interface ThreadDay {
  /** The start of the day. */
  at: number;
  rows: readonly ThreadRow[];
}

export type ThreadRow =
  | { type: 'new' }
  | { type: 'entry'; entry: Entry }
  | { type: 'line'; message: Message }
  | GroupRow;

/** A message in a group. Several pictures in a row are one row. */
export interface GroupRow {
  type: 'messages';
  messages: readonly [Message, ...Message[]];
  isFirst: boolean;
}

/** Messages and entries, in order; `before` is the message before the first of them, which may begin its group. */
export function daysOf(
  messages: readonly Message[],
  entries: readonly Entry[],
  firstUnread: number | null,
  before?: Message,
): ThreadDay[] {
  const days: { at: number; rows: ThreadRow[] }[] = [];
  let previous: Message | null = before ?? null;
  const rowsOn = (at: number): ThreadRow[] => {
    const start = startOfDay(at);
    const last = days.at(-1);
    if (last?.at === start) return last.rows;
    previous = previous && startOfDay(previous.sentAt) === start ? previous : null;
    const day = { at: start, rows: [] };
    days.push(day);
    return day.rows;
  };
  let next = 0;
  const addEntries = (isDue: (entry: Entry) => boolean) => {
    for (let entry = entries[next]; entry && isDue(entry); entry = entries[next]) {
      rowsOn(entry.at).push({ type: 'entry', entry });
      previous = null;
      next += 1;
    }
  };
  for (const message of messages) {
    const { id, sentAt } = message;
    addEntries((entry) => isBefore(entry, message));
    const rows = rowsOn(sentAt);
    if (id === firstUnread) {
      rows.push({ type: 'new' });
      previous = null;
    }
    if (isLine(message.content)) {
      rows.push({ type: 'line', message });
      previous = null;
      continue;
    }
    const isFirst = previous === null || !isGroup(previous, message);
    const last = rows.at(-1);
    if (!isFirst && last?.type === 'messages' && isTile(message) && last.messages.every(isTile))
      rows[rows.length - 1] = { ...last, messages: [...last.messages, message] };
    else rows.push({ type: 'messages', messages: [message], isFirst });
    previous = message;
  }
  addEntries(() => true);
  return days;
}

/** The days of the part of a thread that is on the page: the same array as long as nothing in it has changed. */
export class DayList {
  #of: readonly unknown[] = [];
  #days: readonly ThreadDay[] = [];

  take(
    { messages, entries, firstUnread, hasNewer }: ThreadPart,
    { from, end, isAtEnd }: { from: number; end: number; isAtEnd: boolean },
  ): readonly ThreadDay[] {
    const of = [messages, entries, firstUnread, hasNewer, from, end];
    if (this.#of.length > 0 && of.every((part, index) => part === this.#of[index])) return this.#days;
    const before = messages[from - 1];
    const last = isAtEnd && !hasNewer ? undefined : messages[end - 1];
    this.#days = daysOf(
      messages.slice(from, end),
      entriesWithin(entries, { before, last }),
      firstUnread,
      before,
    );
    this.#of = of;
    return this.#days;
  }
}

interface ThreadPart {
  messages: readonly Message[];
  entries: readonly Entry[];
  firstUnread: number | null;
  hasNewer: boolean;
}

/** The entries that belong to a part of the thread: after the message before it, up to its last message. */
export function entriesWithin(
  entries: readonly Entry[],
  { before, last }: { before: Message | undefined; last: Message | undefined },
): readonly Entry[] {
  if (!before && !last) return entries;
  return entries.filter(
    (entry) => !(before && isBefore(entry, before)) && (last === undefined || isBefore(entry, last)),
  );
}

function isBefore(entry: Entry, { sentAt, id }: Message): boolean {
  return entry.at < sentAt || (entry.at === sentAt && entry.id <= id);
}

/** The days and the messages keep their elements when others come before or after them. */
export function rowKey(row: ThreadRow): string {
  switch (row.type) {
    case 'new':
      return 'new';
    case 'entry':
      return `entry/${row.entry.id}`;
    case 'line':
      return String(row.message.id);
    case 'messages':
      return String(row.messages[0].id);
  }
}

/** Whether a message continues the group of the one before it. */
export function isGroup(
  before: Pick<Message, 'direction' | 'author' | 'sentAt'>,
  message: Pick<Message, 'direction' | 'author' | 'sentAt'>,
): boolean {
  return (
    before.direction === message.direction &&
    authorKey(before.author) === authorKey(message.author) &&
    message.sentAt - before.sentAt <= groupBreakMs
  );
}

function authorKey(author: Author | null): string {
  return author === null ? '' : author.type === 'agent' ? author.id : author.type;
}

/** A picture or video that says nothing beside itself, so that it can be part of a mosaic. */
export function isTile({
  content,
  media,
  quoted,
  revokedAt,
  error,
  forwarded,
  earlier,
  ...rest
}: Message): boolean {
  const isShown = media?.state === 'stored' || media?.state === 'waiting';
  const caption =
    content.type === 'image'
      ? content.image.caption
      : content.type === 'video'
        ? content.video.caption
        : null;
  return (
    isShown &&
    caption !== null &&
    !caption &&
    quoted === null &&
    revokedAt === null &&
    error === null &&
    forwarded === null &&
    earlier.length === 0 &&
    rest.referral === null &&
    rest.product === null &&
    !rest.isUncertain
  );
}
