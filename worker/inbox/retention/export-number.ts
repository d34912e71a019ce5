/** Everything of a number as lines of JSON, made while they are read: however much there is, little is in memory. */
import type { ExportLine } from '../../api/data.ts';
import { type ConversationRow, type MessageRow, rawOf } from '../records/rows.ts';
import { type EntryRow, entryOf } from '../records/team-entries.ts';
import { conversationOf, messageOf } from '../records/wire.ts';

const rowsAtOnce = 200;

/** `agentId`: to whom it is unread what a conversation says is unread. */
export function exportStream(
  sql: SqlStorage,
  inbox: string,
  agentId: string,
  now: number,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const lines = linesOf(sql, inbox, agentId, now);
  return new ReadableStream({
    type: 'bytes',
    pull(controller) {
      const next = lines.next();
      if (next.done) {
        controller.close();
        return;
      }
      controller.enqueue(encoder.encode(`${next.value.map((line) => JSON.stringify(line)).join('\n')}\n`));
    },
  });
}

/** A page of each table after another, by id: what is written meanwhile comes at the end. */
function* linesOf(sql: SqlStorage, inbox: string, agentId: string, now: number): Generator<ExportLine[]> {
  yield [{ type: 'inbox', inbox, exportedAt: now }];
  for (let after = 0; ; ) {
    const rows = sql
      .exec<ConversationRow>('SELECT * FROM conversation WHERE id > ? ORDER BY id LIMIT ?', after, rowsAtOnce)
      .toArray();
    const last = rows.at(-1);
    if (!last) break;
    after = last.id;
    yield rows.map((row) => ({ type: 'conversation', conversation: conversationOf(sql, row, agentId) }));
  }
  for (let after = 0; ; ) {
    const rows = sql
      .exec<MessageRow>('SELECT * FROM message WHERE id > ? ORDER BY id LIMIT ?', after, rowsAtOnce)
      .toArray();
    const last = rows.at(-1);
    if (!last) break;
    after = last.id;
    yield rows.map((row): ExportLine => {
      const message = messageOf(sql, row);
      const file = message.media && `/api/inboxes/${inbox}/messages/${row.id}/media`;
      return { type: 'message', message, raw: rawOf(sql, row), file };
    });
  }
  for (let after = 0; ; ) {
    const rows = sql
      .exec<EntryRow>('SELECT * FROM entry WHERE id > ? ORDER BY id LIMIT ?', after, rowsAtOnce)
      .toArray();
    const last = rows.at(-1);
    if (!last) break;
    after = last.id;
    yield rows.map((row): ExportLine => ({ type: 'entry', entry: entryOf(row) }));
  }
}
