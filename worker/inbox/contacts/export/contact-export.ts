/** Exports everything about one contact as a streamed file: JSON for programs, HTML for people. */

import type { Turn } from '../../../api/automation/turns.ts';
import { type ContactField, namedValues } from '../../../api/conversations/fields.ts';
import type { Message } from '../../../api/conversations/messages.ts';
import type { Note } from '../../../api/conversations/teamwork.ts';
import type { Language } from '../../../api/languages.ts';
import type { Archive } from '../../archive/archive.ts';
import type { ConversationRow, MessageRow } from '../../records/rows.ts';
import { notesAfter } from '../../records/team-entries.ts';
import { turnsAfter } from '../../records/turn-rows.ts';
import { messageOf, sharedConversation } from '../../records/wire.ts';
import { contactDetails } from '../contact-details.ts';
import { currentConversation } from '../identify-contact.ts';
import { type ExportHead, htmlParts } from './html-parts.ts';
import type { ProductNames } from './named-products.ts';

/** JSON is the same in every language. */
export type ExportForm = { format: 'json' } | { format: 'html'; language: Language };

export interface ExportFacts {
  /** Our own number, as it is displayed. */
  number: string;
  /** The custom fields, whose values the inbox has. */
  fields: readonly ContactField[];
  /** The names of products for the HTML export; JSON has their ids alone. */
  products: ProductNames;
  now: number;
}

const pageSize = 100;

export function contactExport(
  sql: SqlStorage,
  archive: Pick<Archive, 'reading'>,
  row: ConversationRow,
  form: ExportForm,
  about: ExportFacts,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const head = headOf(sql, row, about);
  const messages = pagesOf(sql, archive, row.id);
  const notes = notesOf(sql, row.id);
  const parts =
    form.format === 'json'
      ? jsonParts(head, messages, notes, turnsOf(sql, row.id))
      : htmlParts(head, messages, notes, { language: form.language, products: about.products });
  return new ReadableStream({
    type: 'bytes',
    async pull(controller) {
      const next = await parts.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
  });
}

function headOf(sql: SqlStorage, row: ConversationRow, { number, fields, now }: ExportFacts): ExportHead {
  const { lastMessage: _, ...conversation } = sharedConversation(sql, row);
  const details = contactDetails(sql, row);
  return { exportedAt: now, number, conversation, details, fields: namedValues(fields, details.fields) };
}

/**
 * The conversation that this one is part of by now: it can be merged while its export is read. Throws when it was
 * erased, so that the download fails instead of looking complete.
 */
function idNow(sql: SqlStorage, conversationId: number): number {
  const row = currentConversation(sql, conversationId);
  if (!row) throw new Error('The contact was erased while they were exported');
  return row.id;
}

/** Oldest first, a page at a time. */
async function* pagesOf(
  sql: SqlStorage,
  archive: Pick<Archive, 'reading'>,
  conversationId: number,
): AsyncGenerator<Message[]> {
  let [at, id] = [-1, -1];
  for (;;) {
    const rows = sql
      .exec<MessageRow>(
        `SELECT * FROM message WHERE conversation_id = ? AND (sent_at, id) > (?, ?)
         ORDER BY sent_at, id LIMIT ?`,
        ...[idNow(sql, conversationId), at, id, pageSize],
      )
      .toArray();
    const last = rows.at(-1);
    if (!last) return;
    [at, id] = [last.sent_at, last.id];
    yield await archive.reading(() => rows.map((row) => messageOf(sql, row)));
  }
}

/** Oldest first, a page at a time. */
function* notesOf(sql: SqlStorage, conversationId: number): Generator<Note[]> {
  let place: [at: number, id: number] = [-1, -1];
  for (;;) {
    const notes = notesAfter(sql, idNow(sql, conversationId), place, pageSize);
    const last = notes.at(-1);
    if (!last) return;
    place = [last.at, last.id];
    yield notes;
  }
}

/** Oldest first, a page at a time. */
function* turnsOf(sql: SqlStorage, conversationId: number): Generator<Turn[]> {
  let after = 0;
  for (;;) {
    const turns = turnsAfter(sql, idNow(sql, conversationId), after, pageSize);
    const last = turns.at(-1);
    if (!last) return;
    after = last.id;
    yield turns;
  }
}

async function* jsonParts(
  head: ExportHead,
  messages: AsyncIterable<Message[]>,
  notes: Iterable<Note[]>,
  turns: Iterable<Turn[]>,
): AsyncGenerator<string> {
  yield `${JSON.stringify(head).slice(0, -1)},"messages":[`;
  yield* jsonRows(messages);
  yield '\n],"notes":[';
  yield* jsonRows(notes);
  yield '\n],"turns":[';
  yield* jsonRows(turns);
  yield '\n]}\n';
}

async function* jsonRows(
  pages: Iterable<readonly object[]> | AsyncIterable<readonly object[]>,
): AsyncGenerator<string> {
  let isFirst = true;
  for await (const rows of pages) {
    yield `${isFirst ? '' : ','}\n${rows.map((row) => JSON.stringify(row)).join(',\n')}`;
    isFirst = false;
  }
}
