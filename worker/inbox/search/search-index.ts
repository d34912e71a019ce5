/**
 * Searches messages and team notes. The index is written in batches after the messages are stored, so that webhooks do
 * not wait for it; a search first indexes what is new. Messages from before the index existed are added in batches, from
 * the newest to the oldest.
 */

import type { FoundMessage, MessageSearch } from '../../api/conversations/contacts.ts';
import type { Note } from '../../api/conversations/teamwork.ts';
import { type Content, textsIn } from '../../whatsapp/content/content.ts';
import { readContext } from '../../whatsapp/receiving/context.ts';
import type { Template } from '../../whatsapp/sending/templates/template.ts';
import { sentPreview } from '../../whatsapp/sending/templates/template-preview.ts';
import type { Fact } from '../facts.ts';
import type { Listener, Write } from '../records/changes/change-log.ts';
import type { Job, Jobs, Runner } from '../records/changes/jobs.ts';
import {
  aliasesIn,
  contactOf,
  conversationRow,
  type MessageRow,
  messageByWamid,
  messageRow,
} from '../records/rows.ts';
import { type EntryRow, entryOf } from '../records/team-entries.ts';
import { messageOf, versionsOf } from '../records/wire.ts';
import { excerptOf, fitsOf, matchOf, type Sieve, searchable, sieveOf } from './words.ts';

/** New messages are collected for this long before they are indexed. */
const batchDelayMs = 2_000;
const slice = 300;
/** Pause between batches, so that webhooks can run. */
const rest = 100;
/** Maximum number of batches that a search indexes before it answers. */
const maxSlices = 5;
/** How many of the newest messages are checked for a page, before all matches are collected. */
const maxSifted = 1_000;
const lane = 'index';

interface Found extends Record<string, SqlStorageValue> {
  place: number;
  message_id: number;
}

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
  #templates: () => Promise<Template[]>;
  #isExpected: boolean;
  #isBehind = false;

  constructor(storage: DurableObjectStorage, parts: { jobs: Jobs; templates: () => Promise<Template[]> }) {
    this.#storage = storage;
    this.#sql = storage.sql;
    this.#jobs = parts.jobs;
    this.#templates = parts.templates;
    this.#isExpected = this.#sql.exec('SELECT 1 FROM job WHERE lane = ?', lane).toArray().length > 0;
  }

  /** Schedules indexing after messages were stored, and when the object starts. */
  expect(): void {
    if (this.#isExpected || this.#isComplete()) return;
    this.#jobs.add('index', lane, 0, Date.now() + batchDelayMs);
    this.#isExpected = true;
  }

  onFact(fact: Fact): Write | undefined {
    if (fact.type === 'message-reworded') return () => this.#take(fact.messageId, []);
    if (fact.type === 'message-stored' || fact.type === 'entry-added') this.#isBehind = true;
    return undefined;
  }

  settled(): void {
    if (!this.#isBehind) return;
    this.#isBehind = false;
    this.expect();
  }

  async run(job: Job): Promise<void> {
    const [news, olds] = [this.#newIds(), this.#oldIds()];
    const entries = this.#newEntries();
    const templates = await this.#templatesIn([...news, ...olds]);
    this.#storage.transactionSync(() => {
      this.#takeNew(news, templates);
      this.#takeOld(olds, templates);
      this.#takeEntries(entries);
      this.#isExpected = !this.#isComplete();
      if (this.#isExpected) this.#jobs.delay(job, Date.now() + rest);
      else this.#jobs.done(job);
    });
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
      const news = this.#newIds();
      const entries = this.#newEntries();
      if (news.length + entries.length === 0) break;
      const templates = await this.#templatesIn(news);
      this.#storage.transactionSync(() => {
        this.#takeNew(news, templates);
        this.#takeEntries(entries);
      });
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
    if (match === null) return [];
    const sieve = sieveOf(text);
    return (sieve && this.#sifted(sieve, before, limit)) ?? this.#gathered(match, before, limit);
  }

  /** Fills a page from the newest messages, for common words. Null for rare words, whose matches are cheap to collect. */
  #sifted({ match, parts, fits }: Sieve, before: number, limit: number): Found[] | null {
    const found: Found[] = [];
    const newest = this.#sql.exec<Found & { words: string }>(
      `SELECT place, message_id, search_entry.words FROM message_word CROSS JOIN search_entry ON place = message_word.rowid
       WHERE message_word MATCH ?1 AND message_word.rowid < ?2 AND message_word.rowid >= coalesce((
         SELECT rowid FROM message_word WHERE message_word MATCH ?1 AND rowid < ?2
         ORDER BY rowid DESC LIMIT 1 OFFSET ?3), 0)
         AND NOT EXISTS (SELECT 1 FROM json_each(?4) WHERE instr(search_entry.words, value) = 0)
       ORDER BY message_word.rowid DESC`,
      ...[match, before, maxSifted - 1, JSON.stringify(parts)],
    );
    for (const { place, message_id, words } of newest) {
      if (fits(words)) found.push({ place, message_id });
      if (found.length === limit) return found;
    }
    return null;
  }

  /** Reads the texts of the conversation, so that the effort does not grow with the inbox. */
  #foundIn(conversation: number, text: string, before: number, limit: number): Found[] {
    const fits = fitsOf(text);
    if (fits === null) return [];
    const texts = this.#sql.exec<Found & { words: string }>(
      `SELECT place, message_id, words FROM search_entry WHERE place < ?2 AND message_id IN (
         SELECT id FROM message WHERE conversation_id = ?1 UNION ALL SELECT id FROM entry WHERE conversation_id = ?1)
       ORDER BY place DESC`,
      ...[conversation, before],
    );
    const found: Found[] = [];
    for (const { place, message_id, words } of texts) {
      if (fits(words)) found.push({ place, message_id });
      if (found.length === limit) break;
    }
    return found;
  }

  #gathered(match: string, before: number, limit: number): Found[] {
    return this.#sql
      .exec<Found>(
        `SELECT place, message_id FROM search_entry WHERE place IN (
           SELECT rowid FROM message_word WHERE message_word MATCH ?1 AND rowid < ?2 ORDER BY rowid DESC LIMIT ?3)
         ORDER BY place DESC`,
        ...[match, before, limit],
      )
      .toArray();
  }

  async #described(found: readonly { message_id: number }[], text: string): Promise<FoundMessage[]> {
    const templates = await this.#templatesIn(found.map(({ message_id }) => message_id));
    return found.flatMap(({ message_id }) => {
      const note = this.#noteWith(message_id);
      const row = note ? this.#beside(note) : messageRow(this.#sql, message_id);
      const conversation = row && conversationRow(this.#sql, row.conversation_id);
      if (!conversation) return [];
      return {
        message: messageOf(this.#sql, row),
        note,
        contact: contactOf(conversation, aliasesIn(this.#sql, conversation.id)),
        excerpt: excerptOf(note?.text ?? textOf(this.#sql, row, templates), text),
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

  /** Only notes have text; other entries have none. */
  #takeEntries(rows: readonly EntryRow[]): void {
    for (const row of rows) {
      const entry = entryOf(row);
      if (entry.type === 'note')
        this.#put(entry.id, placeOf({ sent_at: entry.at, id: entry.id }), entry.text);
    }
    this.#sql.exec('UPDATE search_progress SET entries_up_to = max(entries_up_to, ?)', rows.at(-1)?.id ?? 0);
  }

  #newIds(): number[] {
    return this.#sql
      .exec<{ id: number }>(
        'SELECT id FROM message WHERE id > (SELECT up_to FROM search_progress) ORDER BY id LIMIT ?',
        slice,
      )
      .toArray()
      .map(({ id }) => id);
  }

  #oldIds(): number[] {
    return this.#sql
      .exec<{ id: number }>(
        'SELECT id FROM message WHERE id < (SELECT down_to FROM search_progress) ORDER BY id DESC LIMIT ?',
        slice,
      )
      .toArray()
      .map(({ id }) => id);
  }

  #takeNew(ids: readonly number[], templates: readonly Template[]): void {
    for (const id of ids) this.#take(id, templates);
    this.#sql.exec('UPDATE search_progress SET up_to = max(up_to, ?)', ids.at(-1) ?? 0);
  }

  #takeOld(ids: readonly number[], templates: readonly Template[]): void {
    for (const id of ids) this.#take(id, templates);
    const downTo = ids.length < slice ? 0 : (ids.at(-1) ?? 0);
    this.#sql.exec('UPDATE search_progress SET down_to = min(down_to, ?)', downTo);
  }

  /** An edit or reaction changes the index of its target. It is indexed itself only while the target is missing. */
  #take(id: number, templates: readonly Template[]): void {
    const row = messageRow(this.#sql, id);
    if (!row) return;
    const target = row.target === null ? null : messageByWamid(this.#sql, row.target);
    const shown = target ?? row;
    this.#sql.exec(
      `DELETE FROM search_entry WHERE message_id = ?1
         OR message_id IN (SELECT id FROM message WHERE target = ?2)`,
      ...[shown.id, shown.wamid],
    );
    this.#put(shown.id, placeOf(shown), textOf(this.#sql, shown, templates));
  }

  #put(id: number, place: number, text: string): void {
    const words = searchable(text);
    if (words === '') return;
    const { rowsWritten } = this.#sql.exec(
      'INSERT INTO search_entry VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
      ...[place, id, words],
    );
    if (rowsWritten > 0) return;
    const isKnown =
      this.#sql.exec('SELECT 1 FROM search_entry WHERE message_id = ?', id).toArray().length > 0;
    if (!isKnown) this.#put(id, place + 1, text);
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

  /** Templates are only loaded if one of the messages is a template, because the message may not contain its text. */
  async #templatesIn(ids: readonly number[]): Promise<Template[]> {
    const [first] = this.#sql
      .exec(
        `SELECT 1 FROM message WHERE id IN (SELECT value FROM json_each(?))
           AND direction = 'out' AND body LIKE '%"type":"template"%' LIMIT 1`,
        JSON.stringify(ids),
      )
      .toArray();
    return first ? this.#templates() : [];
  }
}

/** The position by time: seconds, then the last twenty bits of the id, which rarely collide within a second. */
function placeOf({ sent_at, id }: Pick<MessageRow, 'sent_at' | 'id'>): number {
  const seconds = Math.min(Math.max(0, Math.floor(sent_at / 1_000)), 2 ** 32 - 1);
  return seconds * 2 ** 20 + (id % 2 ** 20);
}

/** All versions of a message, as one text. */
function textOf(sql: SqlStorage, row: MessageRow, templates: readonly Template[]): string {
  const { referral } = row.body.includes('"referral"') ? readContext(row.body) : {};
  const texts = versionsOf(sql, row).flatMap((content) => textsIn(asShown(content, templates)));
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
