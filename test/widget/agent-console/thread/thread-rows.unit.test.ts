import { describe, expect, it } from 'vitest';
import {
  daysOf,
  entriesWithin,
  groupBreakMs,
  type ThreadRow,
} from '../../../../widget/agent-console/thread/thread-rows.ts';
import type { Message } from '../../../../worker/api/conversations/messages.ts';
import type { Entry } from '../../../../worker/api/conversations/teamwork.ts';
import { message, now } from '../rows.ts';

const ana = { type: 'agent', id: 'ana', name: 'Ana' } as const;
const ben = { type: 'agent', id: 'ben', name: 'Ben' } as const;
const sent = (id: number, author: Message['author'], change: Partial<Message> = {}) =>
  message(id, { direction: 'out', status: 'sent', author, ...change });
const picture = (id: number, change: Partial<Message> = {}) =>
  message(id, {
    content: { type: 'image', image: { id: `${id}` } },
    media: { state: 'stored', mimeType: 'image/png', size: 1, width: 1, height: 1, error: null },
    ...change,
  });
const note = (id: number, at: number): Entry => ({
  id,
  key: null,
  conversationId: 1,
  at,
  by: null,
  type: 'note',
  text: 'A note',
  mentions: [],
});

/** The ids of each row; the first of a group has a star. */
const shape = (rows: readonly ThreadRow[]) =>
  rows.map((row) => {
    if (row.type === 'messages')
      return `${row.isFirst ? '*' : ''}${row.messages.map(({ id }) => id).join('+')}`;
    return row.type === 'new'
      ? 'new'
      : row.type === 'entry'
        ? `entry ${row.entry.id}`
        : `line ${row.message.id}`;
  });
const shapesOf = (
  messages: readonly Message[],
  entries: readonly Entry[] = [],
  firstUnread: number | null = null,
) => daysOf(messages, entries, firstUnread).map(({ rows }) => shape(rows));

describe('the rows of a thread', () => {
  it('messages of one author within five minutes are one group', () => {
    const late = now - 60_000 + 2_000 + groupBreakMs + 1;
    expect(shapesOf([message(1), message(2), message(3, { sentAt: late })])).toEqual([['*1', '2', '*3']]);
  });

  it('another direction or another agent begins a group', () => {
    expect(shapesOf([message(1), sent(2, ana), sent(3, ana), sent(4, ben)])).toEqual([
      ['*1', '*2', '3', '*4'],
    ]);
  });

  it('a note, a system line and the mark of new messages end a group', () => {
    const line = message(3, { content: { type: 'system', system: { body: 'Number changed' } } });
    expect(
      shapesOf([message(1), message(2), line, message(4), message(5)], [note(9, message(1).sentAt + 1)], 5),
    ).toEqual([['*1', 'entry 9', '*2', 'line 3', '*4', 'new', '*5']]);
  });

  it('each day begins with a new group, and an entry after midnight belongs to its own day', () => {
    const yesterday = message(1, { sentAt: now - 86_400_000 });
    const days = daysOf([yesterday, message(2)], [note(9, now + 86_400_000)], null);
    expect(days.map(({ rows }) => shape(rows))).toEqual([['*1'], ['*2'], ['entry 9']]);
  });

  it('pictures in a row are one mosaic, and one with a caption, a quote or a failure stays outside', () => {
    const captioned = picture(3, { content: { type: 'image', image: { id: '3', caption: 'Look' } } });
    const failed = picture(6, {
      media: { state: 'failed', mimeType: null, size: null, width: null, height: null, error: null },
    });
    expect(shapesOf([picture(1), picture(2), captioned, picture(4), picture(5), failed])).toEqual([
      ['*1+2', '3', '4+5', '6'],
    ]);
  });

  it('a part of a thread has the entries between its messages only', () => {
    const entries = [
      note(11, message(1).sentAt + 1),
      note(12, message(2).sentAt + 1),
      note(13, message(3).sentAt + 1),
    ];
    const ids = (part: readonly Entry[]) => part.map(({ id }) => id);
    expect(ids(entriesWithin(entries, { before: message(2), last: message(3) }))).toEqual([12]);
    expect(ids(entriesWithin(entries, { before: message(2), last: undefined }))).toEqual([12, 13]);
    expect(ids(entriesWithin(entries, { before: undefined, last: message(2) }))).toEqual([11]);
  });

  it('a message continues the group of the message before the part that is shown', () => {
    expect(daysOf([message(2)], [], null, message(1)).map(({ rows }) => shape(rows))).toEqual([['2']]);
  });
});
