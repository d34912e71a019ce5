/** Exports everything about one contact as a streamed file: JSON for programs, HTML for people. */
import type { ContactExport } from '../../api/contacts.ts';
import type { Message } from '../../api/messages.ts';
import type { Note } from '../../api/teamwork.ts';
import { exportLines } from '../../whatsapp/content/content.ts';
import type { ConversationRow, MessageRow } from '../records/rows.ts';
import { notesAfter } from '../records/team-entries.ts';
import { messageOf, sharedConversation } from '../records/wire.ts';
import { contactDetails } from './contact-details.ts';
import { currentConversation } from './identify-contact.ts';

const pageSize = 100;

type Head = Omit<ContactExport, 'messages' | 'notes'>;

export function contactExport(
  sql: SqlStorage,
  row: ConversationRow,
  format: 'json' | 'html',
  about: { number: string; now: number },
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const head = headOf(sql, row, about);
  const parts = format === 'json' ? jsonParts(sql, row.id, head) : htmlParts(sql, row.id, head);
  return new ReadableStream({
    type: 'bytes',
    pull(controller) {
      const next = parts.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
  });
}

function headOf(
  sql: SqlStorage,
  row: ConversationRow,
  { number, now }: { number: string; now: number },
): Head {
  const { lastMessage: _, ...conversation } = sharedConversation(sql, row);
  return { exportedAt: now, number, conversation, details: contactDetails(sql, row) };
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
function* pagesOf(sql: SqlStorage, conversationId: number): Generator<Message[]> {
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
    yield rows.map((row) => messageOf(sql, row));
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

function* jsonParts(sql: SqlStorage, conversationId: number, head: Head): Generator<string> {
  yield `${JSON.stringify(head).slice(0, -1)},"messages":[`;
  yield* jsonRows(pagesOf(sql, conversationId));
  yield '\n],"notes":[';
  yield* jsonRows(notesOf(sql, conversationId));
  yield '\n]}\n';
}

function* jsonRows(pages: Iterable<readonly object[]>): Generator<string> {
  let isFirst = true;
  for (const rows of pages) {
    yield `${isFirst ? '' : ','}\n${rows.map((row) => JSON.stringify(row)).join(',\n')}`;
    isFirst = false;
  }
}

function* htmlParts(
  sql: SqlStorage,
  conversationId: number,
  { exportedAt, number, conversation, details }: Head,
): Generator<string> {
  const { name } = conversation.contact;
  const facts: [string, string][] = [
    ...details.aliases.map(({ kind, value }): [string, string] => [kind.replaceAll('_', ' '), value]),
    ['business number', number],
    ['exported', timeText(exportedAt)],
  ];
  if (details.firstSeenAt !== null) facts.push(['first message', timeText(details.firstSeenAt)]);
  if (conversation.consent) {
    facts.push([
      'agreed to marketing',
      `${timeText(conversation.consent.at)}, ${conversation.consent.source}`,
    ]);
  }
  if (conversation.marketingStoppedAt !== null) {
    facts.push(['no marketing since', timeText(conversation.marketingStoppedAt)]);
  }
  if (details.source)
    facts.push(['came from', details.source.referral.headline ?? details.source.referral.source_url ?? '']);
  if (details.note) facts.push(['note of the team', details.note.text]);
  yield `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer">
<title>${escaped(name)}</title>
<style>
body{max-width:44rem;margin:2rem auto;padding:0 1rem;font:16px/1.5 system-ui,sans-serif;color-scheme:light dark}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}dt{opacity:.7}dd{margin:0;overflow-wrap:anywhere}
article{margin:.5rem 0;padding:.5rem .8rem;border-radius:12px;background:#8882;overflow-wrap:anywhere}
article.out{margin-inline-start:20%}article.in{margin-inline-end:20%}article.note{background:none;border:1px dashed}p{margin:0;white-space:pre-wrap}
small{opacity:.7}
</style></head><body>
<h1 dir="auto">${escaped(name)}</h1>
<dl>${facts.map(([term, value]) => `<dt>${escaped(term)}</dt><dd dir="auto">${escaped(value)}</dd>`).join('')}</dl>
`;
  yield* threadParts(sql, conversationId);
  yield '</body></html>\n';
}

/** Notes appear at the time they were written, as in the console. */
function* threadParts(sql: SqlStorage, conversationId: number): Generator<string> {
  const notes = notesOf(sql, conversationId);
  let waiting: readonly Note[] = notes.next().value ?? [];
  function* notesBefore(at: number, id: number): Generator<string> {
    for (let [note] = waiting; note && (note.at < at || (note.at === at && note.id < id)); [note] = waiting) {
      yield noteArticle(note);
      waiting = waiting.length > 1 ? waiting.slice(1) : (notes.next().value ?? []);
    }
  }
  for (const messages of pagesOf(sql, conversationId)) {
    yield messages
      .flatMap((message) => [...notesBefore(message.sentAt, message.id), articleOf(message)])
      .join('');
  }
  yield* notesBefore(Number.POSITIVE_INFINITY, 0);
}

function noteArticle({ at, by, text }: Note): string {
  return `<article class="note"><small>${escaped(timeText(at))} · note${
    by ? ` · ${escaped(by.name)}` : ''
  }</small><p dir="auto">${escaped(text)}</p></article>
`;
}

function articleOf(message: Message): string {
  const { id, direction, sentAt, content, author, status, media, revokedAt, reactions } = message;
  const by = direction === 'in' ? 'customer' : author?.type === 'agent' ? author.name : (author?.type ?? '');
  const texts = exportLines(content);
  const file =
    media && `${content.type}, ${media.mimeType ?? '?'}, ${media.size ?? '?'} bytes, file of message ${id}`;
  const lines = [...(texts.length === 0 && !file ? [`(${content.type})`] : texts), ...(file ? [file] : [])];
  const notes = [
    ...(status ? [status] : []),
    ...(revokedAt === null ? [] : [`deleted by the sender ${timeText(revokedAt)}`]),
    ...reactions.map(({ emoji }) => emoji),
  ];
  return `<article class="${direction}"><small>${escaped(timeText(sentAt))} · ${escaped(by)}${notes
    .map((note) => ` · ${escaped(note)}`)
    .join('')}</small>${lines.map((line) => `<p dir="auto">${escaped(line)}</p>`).join('')}</article>
`;
}

function timeText(at: number): string {
  return new Date(at)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, ' UTC');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
