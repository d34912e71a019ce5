import type { MediaUpload, MessageMedia } from '../../api/conversations/messages.ts';
import type { Env } from '../../env.ts';
import { ApiError } from '../../errors.ts';
import { isTokenRefusal } from '../../whatsapp/account/number.ts';
import { fileIn } from '../../whatsapp/content/content.ts';
import type { PictureSize } from '../../whatsapp/files/picture-size.ts';
import { isRetryable } from '../../whatsapp/graph/errors.ts';
import { fetchMedia, mediaAddress, type UploadOutcome, uploadMedia } from '../../whatsapp/graph/graph.ts';
import { backoff } from '../../whatsapp/sending/backoff.ts';
import { isMetaMediaAddress, type MediaKind } from '../../whatsapp/sending/media.ts';
import type { Fact } from '../facts.ts';
import type { ChangeLog, Listener, Write } from '../records/changes/change-log.ts';
import { type Job, type Jobs, pauses, type Runner } from '../records/changes/jobs.ts';
import { isUploadId, mediaRow, uploadOf } from '../records/messages/media-record.ts';
import { messageErrorOf } from '../records/messages/statuses.ts';
import type { NumberAccess } from '../records/number-access.ts';
import { messageContent, messageRow } from '../records/rows.ts';
import { measured } from './measured.ts';

/** Where the bytes of a message's file are. */
export interface MediaSource {
  kind: MediaKind;
  /** Key in the bucket; null when the file has to be fetched from Meta by its `graphId`. */
  object: string | null;
  graphId: string | null;
  mimeType: string;
  filename: string | null;
}

export interface NewUpload {
  id: string;
  object: string | null;
  mimeType: string;
  size: number;
  filename: string | null;
  graphId: string | null;
  pixels: PictureSize | null;
}

const maxTries = 8;
/** Retry interval while Meta rejects the token, in case no new token is reported. */
const tokenRetryMs = 5 * 60_000;
/** Meta stores an upload for 30 days. One day less, so that it does not expire in use. */
const uploadLifetimeMs = 29 * 24 * 60 * 60 * 1000;
/** Enough for 100 MB on a slow connection to Meta. */
const uploadTimeoutMs = 5 * 60_000;

/** A listener: adds a job that downloads the file of a new message, because Meta deletes its copy after some days. */
export class Media implements Listener, Runner {
  readonly name = 'media';
  readonly repair = 'job';
  #ctx: DurableObjectState;
  #bucket: R2Bucket | undefined;
  #sql: SqlStorage;
  #changes: ChangeLog;
  #access: () => Promise<NumberAccess | null>;
  #jobs: Jobs;
  #tokenRefused: () => void;
  #running = new Set<Promise<void>>();
  /** Ends what runs, when everything is erased. */
  #ending = new AbortController();

  constructor(
    ctx: DurableObjectState,
    env: Env,
    changes: ChangeLog,
    parts: {
      access: () => Promise<NumberAccess | null>;
      jobs: Jobs;
      tokenRefused: () => void;
    },
  ) {
    this.#ctx = ctx;
    this.#bucket = env.MEDIA;
    this.#sql = ctx.storage.sql;
    this.#changes = changes;
    this.#access = parts.access;
    this.#jobs = parts.jobs;
    this.#tokenRefused = parts.tokenRefused;
  }

  /** There is a new token. */
  resume(now: number): void {
    this.#sql.exec(
      "UPDATE job SET run_at = ?1 WHERE kind = 'media' AND run_at > ?1 AND run_at < ?2",
      ...[now, Number.MAX_SAFE_INTEGER],
    );
  }

  onFact(fact: Fact): Write | undefined {
    if (fact.type !== 'message-stored' && fact.type !== 'message-reworded') return undefined;
    if (fact.cause === 'notice' || (fact.cause === 'send' && fact.type === 'message-reworded'))
      return undefined;
    const { messageId } = fact;
    const file = fileIn(fact.content);
    if (!this.#bucket || !file?.id) return undefined;
    // Our own uploads are in the bucket already. A Cloud API client sends by Meta's id, and Meta deletes its files.
    if (fact.cause === 'send' && isUploadId(file.id)) return undefined;
    return () => {
      this.#sql.exec(
        "INSERT INTO media (message_id, state, mime_type) VALUES (?, 'waiting', ?)",
        messageId,
        file.mimeType,
      );
      this.#jobs.add('media', `media/${messageId}`, messageId, Date.now());
    };
  }

  /** Downloads one file from Meta into the bucket. */
  async run(job: Job): Promise<void> {
    if (this.#ending.signal.aborted) return this.#jobs.delay(job, Date.now() + tokenRetryMs);
    const running = this.#fetch(job);
    this.#running.add(running);
    try {
      await running;
    } finally {
      this.#running.delete(running);
    }
  }

  async #fetch(job: Job): Promise<void> {
    const row = messageRow(this.#sql, job.message_id);
    const file = row && fileIn(messageContent(this.#sql, row));
    const access = await this.#access();
    if (!this.#bucket || !file?.id || !access) return this.#jobs.done(job);

    const { graph, phoneNumberId } = access;
    const address = await mediaAddress(graph, file.id, phoneNumberId, AbortSignal.timeout(20_000));
    if (address.outcome !== 'found') {
      if (address.outcome === 'rejected' && isTokenRefusal(address.error)) {
        this.#tokenRefused();
        return this.#jobs.delay(job, Date.now() + tokenRetryMs);
      }
      if (address.outcome === 'rejected' && !isRetryable(address.error, address.httpStatus)) {
        return this.#fail(job, gone(messageErrorOf(address.error).details));
      }
      return this.#again(job, unreachable);
    }
    const { url, mimeType, sha256, size } = address;
    if (!isMetaMediaAddress(url, graph.url)) return this.#fail(job, gone(null));
    const { signal } = this.#ending;
    const answer = await fetchMedia(graph, url, {}, signal);
    if (!answer?.ok || !answer.body) {
      await answer?.body?.cancel();
      return this.#again(job, unreachable);
    }
    const object = `${this.#ctx.id.name ?? ''}/received/${job.message_id}`;
    try {
      const { body, pixels } = measured({ kind: file.kind, size, body: answer.body }, signal);
      const [kept, shown] = await Promise.all([
        // The bucket rejects bytes that do not match this checksum.
        this.#bucket.put(object, body, {
          ...(/^[0-9a-f]{64}$/i.test(sha256) && { sha256 }),
          httpMetadata: { contentType: mimeType },
        }),
        pixels,
      ]);
      const [width, height] = sides(shown);
      // The contact may have been erased meanwhile.
      if (!mediaRow(this.#sql, job.message_id)) return await this.#bucket.delete(object);
      this.#settle(job, { state: 'stored', object, mimeType, size: kept.size, width, height, error: null });
    } catch {
      this.#again(job, damaged);
    }
  }

  giveUp(job: Job): void {
    this.#fail(job, unreachable);
  }

  /** Tries again to download a file. */
  retry(messageId: number, now: number): void {
    const row = mediaRow(this.#sql, messageId);
    if (row?.state !== 'failed') {
      throw new ApiError(
        409,
        'media_not_failed',
        'Only a file whose download failed can be downloaded again.',
      );
    }
    this.#changes.transaction(() => {
      this.#sql.exec("UPDATE media SET state = 'waiting', error = NULL WHERE message_id = ?", messageId);
      this.#jobs.add('media', `media/${messageId}`, messageId, now);
      this.#changes.touchMessage(messageId);
    });
  }

  source(messageId: number): MediaSource {
    const message = messageRow(this.#sql, messageId);
    const file = message && fileIn(messageContent(this.#sql, message));
    if (!file) throw new ApiError(404, 'media_not_found', 'This message has no file.');
    const upload = uploadOf(this.#sql, file.id);
    const row = mediaRow(this.#sql, messageId);
    return {
      kind: file.kind,
      object: upload?.object ?? row?.object ?? null,
      graphId: upload ? upload.graph_id : file.id,
      mimeType: upload?.mime_type ?? row?.mime_type ?? file.mimeType ?? 'application/octet-stream',
      filename: file.filename ?? upload?.filename ?? null,
    };
  }

  /** Adds a file that is already in the bucket or at Meta. */
  addUpload(upload: NewUpload, now: number): MediaUpload {
    const { id, object, mimeType, size, filename, graphId, pixels } = upload;
    const keptUntil = graphId === null ? null : now + uploadLifetimeMs;
    this.#sql.exec(
      `INSERT INTO upload (id, object, mime_type, size, filename, graph_id, graph_id_until, created_at, width, height)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[id, object, mimeType, size, filename, graphId, keptUntil, now, ...sides(pixels)],
    );
    return { id, mimeType, size, filename };
  }

  /** Meta's id for one of our uploads. Uploads the file again if the id has expired. */
  async graphIdOf(uploadId: string, access: NumberAccess, now: number): Promise<UploadOutcome> {
    const upload = uploadOf(this.#sql, uploadId);
    const isKept = upload?.graph_id_until != null && upload.graph_id_until > now;
    if (upload?.graph_id != null && isKept) return { outcome: 'uploaded', id: upload.graph_id };
    const kept = upload?.object == null ? null : await this.#bucket?.get(upload.object);
    if (!upload || !kept) {
      const error = {
        code: 131053,
        title: 'The file was deleted',
        details: 'The file is no longer stored. Attach it again.',
      };
      return { outcome: 'rejected', httpStatus: 400, error, retryAfterSeconds: null };
    }
    const file = { mimeType: upload.mime_type, filename: upload.filename ?? 'file', size: upload.size };
    const uploaded = await uploadMedia(
      access.graph,
      access.phoneNumberId,
      file,
      (body) => kept.body.pipeTo(body, { preventClose: true }),
      fixedLength,
      AbortSignal.timeout(uploadTimeoutMs),
    );
    if (uploaded.outcome === 'uploaded') {
      this.#sql.exec(
        'UPDATE upload SET graph_id = ?, graph_id_until = ? WHERE id = ?',
        ...[uploaded.id, now + uploadLifetimeMs, uploadId],
      );
    }
    return uploaded;
  }

  /** Work that stores a file. Nothing is erased while it goes on, and none begins then. */
  async whileStoring<Result>(store: () => Promise<Result>): Promise<Result | null> {
    if (this.#ending.signal.aborted) return null;
    const storing = store();
    const running = storing.then(
      () => {},
      () => {},
    );
    this.#running.add(running);
    try {
      return await storing;
    } finally {
      this.#running.delete(running);
    }
  }

  /** Meta's ids of uploads belong to the previous number of the inbox. */
  numberChanged(): void {
    this.#sql.exec('UPDATE upload SET graph_id = NULL, graph_id_until = NULL WHERE object IS NOT NULL');
  }

  /** Takes every file of this inbox out of the bucket, and fetches no other. */
  async erase(): Promise<void> {
    this.#ending.abort();
    try {
      // A file that arrived later would outlive the row that knows it.
      await Promise.allSettled(this.#running);
      await this.#deleteAll();
    } catch (error) {
      this.#ending = new AbortController();
      throw error;
    }
  }

  async #deleteAll(): Promise<void> {
    const prefix = `${this.#ctx.id.name ?? ''}/`;
    for (;;) {
      const objects = (await this.#bucket?.list({ prefix }))?.objects ?? [];
      if (objects.length === 0) return;
      await this.#bucket?.delete(objects.map(({ key }) => key));
    }
  }

  #again(job: Job, error: NonNullable<MessageMedia['error']>): void {
    if (job.tries + 1 >= maxTries) this.#fail(job, error);
    else this.#jobs.postpone(job, Date.now() + backoff(pauses, job.tries + 1, Math.random()));
  }

  #fail(job: Job, error: NonNullable<MessageMedia['error']>): void {
    const unknown = { mimeType: null, size: null, width: null, height: null };
    this.#settle(job, { state: 'failed', object: null, ...unknown, error });
  }

  #settle(job: Job, media: MessageMedia & { object: string | null }): void {
    this.#changes.transaction(() => {
      this.#sql.exec(
        `UPDATE media SET state = ?2, object = ?3, mime_type = coalesce(?4, mime_type), size = ?5, width = ?6, height = ?7,
          error = ?8 WHERE message_id = ?1`,
        ...[job.message_id, media.state, media.object, media.mimeType, media.size, media.width, media.height],
        media.error && JSON.stringify(media.error),
      );
      this.#jobs.done(job);
      this.#changes.touchMessage(job.message_id);
    });
  }
}

function sides(pixels: PictureSize | null): [number | null, number | null] {
  return pixels ? [pixels.width, pixels.height] : [null, null];
}

/** A transform that sets the length of a streamed body in advance. */
export const fixedLength = (size: number) => new FixedLengthStream(size);

const unreachable = {
  code: 'media_unreachable',
  title: 'The file could not be downloaded from WhatsApp.',
  advice: 'Try again in a moment.',
  details: null,
};
const damaged = {
  code: 'media_damaged',
  title: 'The file arrived damaged.',
  advice: 'Try again. If it happens again, ask the customer to send it again.',
  details: null,
};
const gone = (details: string | null) => ({
  code: 'media_gone',
  title: 'WhatsApp no longer has this file.',
  advice: 'Ask the customer to send it again.',
  details,
});
