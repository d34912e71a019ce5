/**
 * Moves the content of old messages from the database to the bucket while the database is larger than it should be, and
 * reads it from there. The rows stay, so that everything finds its messages as before: only their JSON and that of
 * their statuses moves, in segments of some hundred messages.
 *
 * A message is either whole in the database or refers to a segment whose file was read back before. Files are listed as
 * discarded before they are written and until a segment has them, so that none is left over if the object stops.
 */
import { archiveFromBytes } from '../../api/numbers/health.ts';
import { ApiError } from '../../errors.ts';
import { log } from '../../log.ts';
import type { Job, Jobs, Runner } from '../records/changes/jobs.ts';
import {
  ArchivedContentNeeded,
  type ArchivedContents,
  readArchivedFrom,
} from '../records/messages/archived.ts';
import type { MessageRow } from '../records/rows.ts';
import { LoadedSegments } from './loaded-segments.ts';
import { lineOf, oldMessages, segmentsOf, takeContent } from './old-messages.ts';
import { hashOf, packed, type SegmentLine, unpacked } from './segment-file.ts';
import {
  addSegment,
  discard,
  discarded,
  isUntidy,
  keep,
  markLost,
  messagesOf,
  type SegmentRow,
  segmentRow,
  settleSegment,
  staleSegment,
} from './segment-rows.ts';

const day = 24 * 60 * 60_000;

/** Tests set smaller ones. */
export const archiveLimits = {
  /** Nothing moves while the database is smaller: 60 % of what a Durable Object can store. */
  databaseBytes: archiveFromBytes,
  minAgeDays: 90,
  /** How many messages are looked through at a time, and how many characters of them move. */
  stretch: 2_000,
  stretchLength: 4_000_000,
  segment: { messages: 300, length: 300_000 },
  /** Messages that change their place in one transaction, while webhooks wait. */
  step: 250,
  /** So that webhooks run in between. */
  pauseMs: 500,
  /** Characters of segments in memory. */
  loadedLength: 8_000_000,
};

const maxDiscarded = 500;
/** How much an erasure waits for. */
const maxSteps = 20;
const lane = 'archive';

interface Parts {
  bucket: R2Bucket | undefined;
  jobs: Jobs;
  /** For how many days the JSON of events has to be in the database. */
  rawDays(): number;
  /** Whether the days of old messages are counted. */
  isCounted(): boolean;
}

export class Archive implements Runner {
  #ctx: DurableObjectState;
  #sql: SqlStorage;
  #parts: Parts;
  #loaded = new LoadedSegments(() => archiveLimits.loadedLength);
  #loading = new Map<number, Promise<void>>();
  /** What is written to the bucket, one after the other. */
  #writing: Promise<unknown> = Promise.resolve();
  #isEnding = false;

  constructor(ctx: DurableObjectState, parts: Parts) {
    this.#ctx = ctx;
    this.#sql = ctx.storage.sql;
    this.#parts = parts;
    readArchivedFrom(this.#sql, this.#loaded);
  }

  /**
   * Calls `read` again each time it needs a segment, which is read from the bucket meanwhile. It must be safe to repeat.
   */
  async reading<Value>(read: () => Value | Promise<Value>): Promise<Value> {
    const used = new Set<number>();
    try {
      for (;;) {
        try {
          return await read();
        } catch (error) {
          if (!(error instanceof ArchivedContentNeeded)) throw error;
          if (!used.has(error.segment)) this.#loaded.hold(error.segment);
          used.add(error.segment);
          await this.#load(error.segment);
        }
      }
    } finally {
      for (const segment of used) this.#loaded.release(segment);
    }
  }

  /** Adds the job if there is something to do. Called once a day, and after deletions. */
  begin(now: number): void {
    if (!this.#parts.bucket || !(this.#isTooLarge || isUntidy(this.#sql))) return;
    const isThere = this.#sql.exec('SELECT 1 FROM job WHERE lane = ?', lane).toArray().length > 0;
    if (!isThere) this.#parts.jobs.add('archive', lane, 0, now);
  }

  async run(job: Job): Promise<void> {
    const isMore = await this.#alone(
      async () => (await this.#tidyOnce()) || (await this.#moveSome(Date.now())),
    );
    if (isMore) this.#parts.jobs.delay(job, Date.now() + archiveLimits.pauseMs);
    else this.#parts.jobs.done(job);
  }

  /** Removes what was deleted here from the bucket. What takes longer, or fails, is done by the job. */
  async tidy(): Promise<void> {
    if (!this.#parts.bucket || !isUntidy(this.#sql)) return;
    this.begin(Date.now() + archiveLimits.pauseMs);
    this.#parts.jobs.pump();
    try {
      await this.#alone(async () => {
        for (let steps = 0; steps < maxSteps && (await this.#tidyOnce()); steps++);
      });
    } catch {
      log('warn', 'archive_not_tidied', {});
    }
  }

  /** Ends before everything is erased, so that no file is written afterwards. */
  async end(): Promise<void> {
    this.#isEnding = true;
    await this.#writing;
  }

  /** It was not erased. */
  goOn(): void {
    this.#isEnding = false;
  }

  get #isTooLarge(): boolean {
    return this.#sql.databaseSize > archiveLimits.databaseBytes;
  }

  #alone<Value>(write: () => Promise<Value>): Promise<Value> {
    const result = this.#writing.then(write);
    this.#writing = result.catch(() => {});
    return result;
  }

  /** Deletes what is discarded, then writes one stale segment again. Returns whether there may be more. */
  async #tidyOnce(): Promise<boolean> {
    const { bucket } = this.#parts;
    if (!bucket || this.#isEnding) return false;
    const objects = discarded(this.#sql, maxDiscarded);
    if (objects.length > 0) {
      await bucket.delete(objects);
      this.#ctx.storage.transactionSync(() => {
        for (const object of objects) keep(this.#sql, object);
      });
      return true;
    }
    const stale = staleSegment(this.#sql);
    if (stale) await this.#writeAgain(bucket, stale);
    return stale !== null;
  }

  /** Without the messages that are gone. */
  async #writeAgain(bucket: R2Bucket, { id, object, stale, messages }: SegmentRow): Promise<void> {
    const { storage } = this.#ctx;
    const contents = await this.#read(bucket, object);
    // There is nothing to take out of it.
    if (contents === null && stale < messages) return markLost(this.#sql, id, true);
    const there = messagesOf(this.#sql, id, [...(contents?.keys() ?? [])]);
    const lines = [...(contents ?? [])].flatMap(([message, { body, reports }]): SegmentLine[] =>
      there.has(message) ? [{ id: message, body, reports: [...reports] }] : [],
    );
    if (lines.length > 0 && lines.length === contents?.size) return settleSegment(this.#sql, id, stale);
    const written = lines.length > 0 ? await this.#write(bucket, lines) : null;
    storage.transactionSync(() => {
      const now = segmentRow(this.#sql, id);
      // More of them have gone: once more.
      if (now?.stale !== stale) return;
      if (written) {
        this.#sql.exec(
          'UPDATE segment SET object = ?, messages = ?, bytes = ?, stale = 0 WHERE id = ?',
          ...[written.object, lines.length, written.bytes, id],
        );
        keep(this.#sql, written.object);
      } else this.#sql.exec('DELETE FROM segment WHERE id = ?', id);
      discard(this.#sql, object);
    });
    this.#loaded.drop(id);
  }

  /** Moves some messages. Returns whether more can move. */
  async #moveSome(now: number): Promise<boolean> {
    const { bucket } = this.#parts;
    if (!bucket || this.#isEnding || !this.#isTooLarge || !this.#parts.isCounted()) return false;
    const { stretch: limit, stretchLength: maxLength } = archiveLimits;
    const stretch = oldMessages(this.#sql, {
      after: this.#readTo,
      before: this.#before(now),
      limit,
      maxLength,
    });
    if (!stretch) {
      this.#lookAgain(now);
      return false;
    }
    const segments = [];
    for (const rows of segmentsOf(stretch.rows, archiveLimits.segment)) {
      segments.push({ rows, ...(await this.#write(bucket, rows.map(lineOf))) });
    }
    if (this.#isEnding) return false;
    await this.#take(segments, stretch.readTo);
    return true;
  }

  /** What could not move when it was looked at may be able to now. */
  #lookAgain(now: number): void {
    this.#sql.exec('UPDATE archive SET read_to = 0, began_at = ? WHERE began_at < ?', now, now - 30 * day);
  }

  /** The beginning of the month, UTC, of which every message is old enough. */
  #before(now: number): number {
    const days = Math.max(archiveLimits.minAgeDays, this.#parts.rawDays());
    const date = new Date(now - days * day);
    return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
  }

  async #take(
    segments: readonly { rows: MessageRow[]; object: string; bytes: number }[],
    readTo: number,
  ): Promise<void> {
    const { storage } = this.#ctx;
    const begun = storage.transactionSync(() =>
      segments.map(({ rows, object, bytes }) => {
        keep(this.#sql, object);
        return { rows, id: addSegment(this.#sql, object, rows.length, bytes) };
      }),
    );
    const all = begun
      .flatMap(({ rows, id: segment }) => rows.map((row) => ({ row, segment })))
      .sort((a, b) => a.row.id - b.row.id);
    const taken = new Set<number>();
    for (let from = 0; from < all.length; from += archiveLimits.step) {
      const part = all.slice(from, from + archiveLimits.step);
      for (const id of storage.transactionSync(() => takeContent(this.#sql, part))) taken.add(id);
      // Lets webhooks run in between.
      await storage.sync();
    }
    storage.transactionSync(() => {
      for (const { rows, id } of begun) {
        if (rows.every((row) => taken.has(row.id))) settleSegment(this.#sql, id, 1);
      }
      this.#sql.exec('UPDATE archive SET read_to = ?', readTo);
    });
  }

  get #readTo(): number {
    return this.#sql.exec<{ read_to: number }>('SELECT read_to FROM archive').one().read_to;
  }

  /** Writes a file and reads it back. It is discarded until a segment has it. */
  async #write(bucket: R2Bucket, lines: readonly SegmentLine[]): Promise<{ object: string; bytes: number }> {
    const object = `${this.#ctx.id.name ?? ''}/archive/${crypto.randomUUID()}`;
    const bytes = await packed(lines);
    const sha256 = await hashOf(bytes);
    discard(this.#sql, object);
    await bucket.put(object, bytes, { sha256, httpMetadata: { contentType: 'application/gzip' } });
    const kept = await bucket.get(object);
    if (!kept || (await hashOf(await kept.arrayBuffer())) !== sha256) {
      throw new Error('The bucket returned something else than was written');
    }
    return { object, bytes: bytes.length };
  }

  #load(segment: number): Promise<void> {
    const known = this.#loading.get(segment);
    if (known) return known;
    const loading = this.#loadNow(segment).finally(() => this.#loading.delete(segment));
    this.#loading.set(segment, loading);
    return loading;
  }

  async #loadNow(segment: number): Promise<void> {
    for (;;) {
      const row = segmentRow(this.#sql, segment);
      const contents = row && (await this.#find(row));
      // It may have been written again in the meantime.
      if (contents === null && segmentRow(this.#sql, segment)?.object !== row?.object) continue;
      if (row) markLost(this.#sql, segment, contents === null);
      if (contents === null) log('error', 'segment_lost', { segment });
      this.#loaded.put(segment, contents);
      return;
    }
  }

  async #find({ object }: SegmentRow): Promise<ArchivedContents> {
    const { bucket } = this.#parts;
    if (!bucket) return null;
    try {
      return await this.#read(bucket, object);
    } catch {
      throw new ApiError(
        503,
        'archive_unreachable',
        'Older messages could not be read. Try again in a moment.',
      );
    }
  }

  async #read(bucket: R2Bucket, object: string): Promise<ArchivedContents> {
    const kept = await bucket.get(object);
    return kept && (await unpacked(kept.body));
  }
}
