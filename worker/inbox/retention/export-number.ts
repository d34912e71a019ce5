/** Streams everything about a number as JSON lines, so that only one page at a time is in memory. */
import type { ContactField } from '../../api/conversations/fields.ts';
import type { ExportLine } from '../../api/numbers/data.ts';
import { daysAfter, type EpisodePlace, episodesAfter, exportedEpisode } from '../analytics/days/exported.ts';
import { dateOf } from '../analytics/figures/day-clock.ts';
import type { Archive } from '../archive/archive.ts';
import { knowledgeDetails, listKnowledge } from '../automation/assistant/knowledge-rows.ts';
import { fieldValuesOf } from '../contacts/field-values.ts';
import { type ConversationRow, type MessageRow, rawOf } from '../records/rows.ts';
import { type EntryRow, entryOf } from '../records/team-entries.ts';
import { conversationOf, messageOf } from '../records/wire.ts';

const pageSize = 200;

interface ExportFacts {
  inbox: string;
  fields: readonly ContactField[];
  /** The agent whose unread counts are exported. */
  agentId: string;
  now: number;
}

export function exportStream(
  sql: SqlStorage,
  archive: Pick<Archive, 'reading'>,
  facts: ExportFacts,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const pages = linesOf(sql, facts);
  return new ReadableStream({
    type: 'bytes',
    async pull(controller) {
      for (let next = pages.next(); !next.done; next = pages.next()) {
        const lines = await archive.reading(next.value);
        // A table without rows.
        if (lines.length === 0) continue;
        controller.enqueue(encoder.encode(`${lines.map((line) => JSON.stringify(line)).join('\n')}\n`));
        return;
      }
      controller.close();
    },
  });
}

/** What a page is read with, which may need the archive. */
type Page = () => ExportLine[];

/** Pages of each table in turn, by id, so rows that are added meanwhile come at the end. */
function* linesOf(sql: SqlStorage, { inbox, fields, agentId, now }: ExportFacts): Generator<Page> {
  yield () => [
    { type: 'inbox', inbox, exportedAt: now },
    ...fields.map((field): ExportLine => ({ type: 'field', field })),
  ];
  for (let after = 0; ; ) {
    const rows = sql
      .exec<ConversationRow>('SELECT * FROM conversation WHERE id > ? ORDER BY id LIMIT ?', after, pageSize)
      .toArray();
    const last = rows.at(-1);
    if (!last) break;
    after = last.id;
    yield () =>
      rows.flatMap((row): ExportLine[] => {
        const values = fieldValuesOf(sql, row.id);
        const hasValues = Object.keys(values).length > 0;
        return [
          { type: 'conversation', conversation: conversationOf(sql, row, agentId) },
          ...(hasValues ? [{ type: 'fields', conversationId: row.id, fields: values } as const] : []),
        ];
      });
  }
  const exported = (row: MessageRow): ExportLine => {
    const message = messageOf(sql, row);
    const file = message.media && `/api/inboxes/${inbox}/messages/${row.id}/media`;
    return { type: 'message', message, raw: rawOf(sql, row), file };
  };
  for (let after = 0; ; ) {
    const rows = sql
      .exec<MessageRow>('SELECT * FROM message WHERE id > ? ORDER BY id LIMIT ?', after, pageSize)
      .toArray();
    const last = rows.at(-1);
    if (!last) break;
    after = last.id;
    yield () => rows.map(exported);
  }
  for (let after = 0; ; ) {
    const rows = sql
      .exec<EntryRow>('SELECT * FROM entry WHERE id > ? ORDER BY id LIMIT ?', after, pageSize)
      .toArray();
    const last = rows.at(-1);
    if (!last) break;
    after = last.id;
    yield () => rows.map((row): ExportLine => ({ type: 'entry', entry: entryOf(row) }));
  }
  for (let after: EpisodePlace = [0, 0]; ; ) {
    const rows = episodesAfter(sql, after, pageSize);
    const last = rows.at(-1);
    if (!last) break;
    after = [last.conversation_id, last.id];
    yield () => rows.map((row): ExportLine => ({ type: 'episode', episode: exportedEpisode(row) }));
  }
  for (let after = Number.MIN_SAFE_INTEGER; ; ) {
    const rows = daysAfter(sql, after, pageSize);
    const last = rows.at(-1);
    if (!last) break;
    after = last.day;
    yield () => rows.map(({ day, figures }): ExportLine => ({ type: 'day', date: dateOf(day), figures }));
  }
  yield () =>
    listKnowledge(sql).map(
      ({ id }): ExportLine => ({ type: 'knowledge', knowledge: knowledgeDetails(sql, id) }),
    );
}
