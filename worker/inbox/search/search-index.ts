/**
 * Searches messages and team notes. The index is written in batches, some hundred changes after the messages are stored,
 * so that webhooks do not wait for it; a search first indexes what is new. Messages from before the index existed are added in batches, from
 * the newest to the oldest.
 */

import type { FoundMessage, MessageSearch } from '../../api/conversations/contacts.ts';
import type { Note } from '../../api/conversations/teamwork.ts';
import { type Content, textsIn } from '../../whatsapp/content/content.ts';
import { readContext } from '../../whatsapp/receiving/context.ts';
import type { Template } from '../../whatsapp/sending/templates/template.ts';
import { sentPreview } from '../../whatsapp/sending/templates/template-preview.ts';
import type { Fact } from '../facts.ts';
import type { ChangeLog, Listener, Write } from '../records/changes/change-log.ts';
import type { Job, Jobs, Runner } from '../records/changes/jobs.ts';
import {
  aliasesIn,
  contactOf,
  conversationRow,
  type MessageRow,
  messageByWamid,
  messageContent,
  messageRow,
} from '../records/rows.ts';
import { type EntryRow, entryOf } from '../records/team-entries.ts';
import { messageOf, versionsOf } from '../records/wire.ts';
import { dropWords, type Found, indexedBefore, putWords, wordsOf } from './indexed-words.ts';
import { excerptOf, fitsOf, matchOf, searchable, sieveOf } from './words.ts';

/** How many changes are collected before their messages are indexed. */
const batchChanges = 400;
const batchDelayMs = 2_000;
/** How many messages are indexed without a pause. Webhooks and agents wait for these few milliseconds. */
const slice = 50;
const slicesInBatch = 6;
/** Pause between batches. Each writes a row. */
const rest = 100;
/** Maximum number of slices that a search indexes before it answers. */
const maxSlices = 30;
const lane = 'index';

/**
 * As a listener it only notes that something is new: `search_progress` records how far the index is, so a missed message
 * is indexed with the next one, with the next search, or when the object wakes up. Changed messages are indexed
 * immediately, and a job repeats failures.
 */
export class SearchIndex implements Listener, Runner {
  readonly name = 'search';
  readonly repair = 'job';
  #storage: DurableObjectStorage;
  #sql: SqlStorage;
  #jobs: Jobs;
  #changes: Pick<ChangeLog, 'last'>;
  #templates: () => Promise<Template[]>;
  #isExpected: boolean;
  #isBehind = false;
  /** The change up to which everything is in the index. */
  #indexedTo: number;

  constructor(
    storage: DurableObjectStorage,
    parts: { jobs: Jobs; changes: Pick<ChangeLog, 'last'>; templates: () => Promise<Template[]> },
  ) {
    this.#storage = storage;
    this.#sql = storage.sql;
    this.#jobs = parts.jobs;
    this.#changes = parts.changes;
    this.#templates = parts.templates;
    this.#isExpected = this.#sql.exec('SELECT 1 FROM job WHERE lane = ?', lane).toArray().length > 0;
    this.#indexedTo = this.#progress().up_to;
  }

  /** Schedules indexing, when the object starts and after a number of changes: a job is several rows. */
  expect(): void {
    const isDue = this.#changes.last - this.#indexedTo >= batchChanges || this.#progress().down_to > 0;
    if (this.#isExpected || !isDue || this.#isComplete()) return;
    this.#jobs.add('index', lane, 0, Date.now() + batchDelayMs);
    this.#isExpected = true;
  }

  onFact(fact: Fact): Write | undefined {
    if (fact.type === 'message-reworded') return () => this.#takeAgain(fact.messageId);
    if (fact.type === 'message-stored' || fact.type === 'entry-added') this.#isBehind = true;
    return undefined;
  }

  settled(): void {
    if (!this.#isBehind) return;
    this.#isBehind = false;
    if (this.#changes.last - this.#indexedTo >= batchChanges) this.expect();
  }

  async run(job: Job): Promise<void> {
    for (let taken = 1; !(await this.#takeSlice(job, taken === slicesInBatch)); taken++) {
      if (taken === slicesInBatch) return;
      await scheduler.wait(0);
    }
  }

  /** Returns whether everything is in the index, so that the job is done. Otherwise the last slice of a batch delays it. */
  async #takeSlice(job: Job, isLast: boolean): Promise<boolean> {
    let [news, olds] = [this.#newRows(), this.#oldRows()];
    let templates: readonly Template[] = [];
    if (hasTemplates([...news, ...olds])) {
      templates = await this.#templates();
      [news, olds] = [this.#newRows(), this.#oldRows()];
    }
    this.#storage.transactionSync(() => {
      this.#takeNew(news, templates);
      this.#takeOld(olds, templates);
      this.#isExpected = !this.#isComplete();
      if (!this.#isExpected) this.#jobs.done(job);
      else if (isLast) this.#jobs.delay(job, Date.now() + rest);
    });
    this.#indexedTo = this.#isExpected ? this.#progress().up_to : this.#changes.last;
    return !this.#isExpected;
  }

  /** Newest first, in all conversations or in one; `before` is `next` of the previous page. */
  async find(
    text: string,
    {
      before,
      limit,
      conversation = null,
    }: { before: number | null; limit: number; conversation?: number | null },
  ): Promise<MessageSearch> {
    for (let count = 0; count < maxSlices; count++) {
      let news = this.#newRows();
      if (news.length === 0 && this.#newEntries().length === 0) break;
      let templates: readonly Template[] = [];
      if (hasTemplates(news)) {
        templates = await this.#templates();
        news = this.#newRows();
      }
      this.#storage.transactionSync(() => this.#takeNew(news, templates));
      this.#indexedTo = this.#progress().up_to;
    }
    const from = before ?? Number.MAX_SAFE_INTEGER;
    const found =
      conversation === null ? this.#found(text, from, limit) : this.#foundIn(conversation, text, from, limit);
    const last = found.length === limit ? found.at(-1) : undefined;
    return {
      rows: await this.#described(found, text),
      next: last ? String(last.place) : null,
      isComplete: this.#isComplete(),
    };
  }

  #found(text: string, before: number, limit: number): Found[] {
    const match = matchOf(text);
    return match === null ? [] : indexedBefore(this.#sql, { match, sieve: sieveOf(text) }, before, limit);
  }

  /** Reads the texts of the conversation, so that the effort does not grow with the inbox. */
  #foundIn(conversation: number, text: string, before: number, limit: number): Found[] {
    const fits = fitsOf(text);
    if (fits === null) return [];
    const found: Found[] = [];
    for (const { place, message_id, words } of wordsOf(this.#sql, conversation, before)) {
      if (fits(words)) found.push({ place, message_id });
      if (found.length === limit) break;
    }
    return found;
  }

  async #described(found: readonly { message_id: number }[], text: string): Promise<FoundMessage[]> {
    const rows = found.flatMap(({ message_id }) => messageRow(this.#sql, message_id) ?? []);
    const templates = hasTemplates(rows) ? await this.#templates() : [];
    return found.flatMap(({ message_id }) => {
      const note = this.#noteWith(message_id);
      const row = note ? this.#beside(note) : messageRow(this.#sql, message_id);
      const conversation = row && conversationRow(this.#sql, row.conversation_id);
      if (!conversation) return [];
      return {
        message: messageOf(this.#sql, row),
        note,
        contact: contactOf(conversation, aliasesIn(this.#sql, conversation.id)),
        excerpt: excerptOf(note?.text ?? textOf(this.#sql, row, true, templates), text),
      };
    });
  }

  #noteWith(id: number): Note | null {
    const [row] = this.#sql.exec<EntryRow>('SELECT * FROM entry WHERE id = ?', id).toArray();
    const entry = row && entryOf(row);
    return entry?.type === 'note' ? entry : null;
  }

  /** The message before a note, or the first message if there is none before it. */
  #beside({ conversationId, at, id }: Note): MessageRow | null {
    const [row] = this.#sql
      .exec<MessageRow>(
        `SELECT * FROM (SELECT * FROM message WHERE conversation_id = ?1 AND target IS NULL
             AND (sent_at, id) < (?2, ?3) ORDER BY sent_at DESC, id DESC LIMIT 1)
         UNION ALL SELECT * FROM (SELECT * FROM message WHERE conversation_id = ?1 AND target IS NULL
             AND (sent_at, id) > (?2, ?3) ORDER BY sent_at, id LIMIT 1)`,
        ...[conversationId, at, id],
      )
      .toArray();
    return row ?? null;
  }

  #newEntries(): EntryRow[] {
    return this.#sql
      .exec<EntryRow>(
        'SELECT * FROM entry WHERE id > (SELECT entries_up_to FROM search_progress) ORDER BY id LIMIT ?',
        slice,
      )
      .toArray();
  }

  #newRows(): MessageRow[] {
    return this.#sql
      .exec<MessageRow>(
        'SELECT * FROM message WHERE id > (SELECT up_to FROM search_progress) ORDER BY id LIMIT ?',
        slice,
      )
      .toArray();
  }

  #oldRows(): MessageRow[] {
    return this.#sql
      .exec<MessageRow>(
        'SELECT * FROM message WHERE id < (SELECT down_to FROM search_progress) ORDER BY id DESC LIMIT ?',
        slice,
      )
      .toArray();
  }

  #takeNew(rows: readonly MessageRow[], templates: readonly Template[]): void {
    for (const row of rows) this.#take(row, templates);
    const entries = this.#newEntries();
    // Notes are the only entries that have text.
    for (const entry of entries.map(entryOf)) {
      if (entry.type === 'note') putWords(this.#sql, entry, searchable(entry.text));
    }
    this.#sql.exec(
      'UPDATE search_progress SET up_to = max(up_to, ?), entries_up_to = max(entries_up_to, ?)',
      ...[rows.at(-1)?.id ?? 0, entries.at(-1)?.id ?? 0],
    );
  }

  #takeOld(rows: readonly MessageRow[], templates: readonly Template[]): void {
    if (this.#progress().down_to === 0) return;
    for (const row of rows) this.#take(row, templates);
    const downTo = rows.length < slice ? 0 : (rows.at(-1)?.id ?? 0);
    this.#sql.exec('UPDATE search_progress SET down_to = min(down_to, ?)', downTo);
  }

  /** The text of an indexed message has changed. */
  #takeAgain(id: number): void {
    const row = messageRow(this.#sql, id);
    if (!row) return;
    dropWords(this.#sql, { id, at: row.sent_at });
    this.#take(row, []);
  }

  /** An edit or reaction changes the index of its target. It is indexed itself only while the target is missing. */
  #take(row: MessageRow, templates: readonly Template[]): void {
    const target = row.target === null ? null : messageByWamid(this.#sql, row.target);
    const shown = target ?? row;
    const changes = this.#changesOf(shown);
    if (changes.length > 0) {
      for (const { id, sent_at: at } of [shown, ...changes]) dropWords(this.#sql, { id, at });
    }
    const words = searchable(textOf(this.#sql, shown, changes.length > 0, templates));
    putWords(this.#sql, { id: shown.id, at: shown.sent_at }, words);
  }

  #changesOf({ wamid }: MessageRow): Pick<MessageRow, 'id' | 'sent_at'>[] {
    if (wamid === null) return [];
    return this.#sql
      .exec<Pick<MessageRow, 'id' | 'sent_at'>>('SELECT id, sent_at FROM message WHERE target = ?', wamid)
      .toArray();
  }

  #progress(): { up_to: number; down_to: number } {
    return this.#sql
      .exec<{ up_to: number; down_to: number }>('SELECT up_to, down_to FROM search_progress')
      .one();
  }

  #isComplete(): boolean {
    return (
      this.#sql
        .exec(
          `SELECT 1 FROM search_progress WHERE down_to > 0
             OR EXISTS (SELECT 1 FROM message WHERE id > up_to)
             OR EXISTS (SELECT 1 FROM entry WHERE id > entries_up_to)`,
        )
        .toArray().length === 0
    );
  }
}

/** Templates are only loaded if one of the messages is a template, because the message may not contain its text. */
function hasTemplates(rows: readonly MessageRow[]): boolean {
  return rows.some(({ direction, body }) => direction === 'out' && body.includes('"type":"template"'));
}

/** All versions of a message, as one text. */
function textOf(
  sql: SqlStorage,
  row: MessageRow,
  isChanged: boolean,
  templates: readonly Template[],
): string {
  const { referral } = row.body.includes('"referral"') ? readContext(row.body) : {};
  const versions = isChanged ? versionsOf(sql, row) : [messageContent(sql, row)];
  const texts = versions.flatMap((content) => textsIn(asShown(content, templates)));
  if (referral?.headline) texts.push(referral.headline);
  if (referral?.body) texts.push(referral.body);
  return texts.join(' · ');
}

/** A message that was sent before its template was known is found by the template's current text. */
function asShown(content: Content, templates: readonly Template[]): Content {
  if (content.type !== 'template' || content.shown) return content;
  const { name, language, components = [] } = content.template;
  const template = templates.find((one) => one.name === name && one.language === language.code);
  return template ? { ...content, shown: sentPreview(template, components) } : content;
}
