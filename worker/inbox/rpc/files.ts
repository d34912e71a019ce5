/** The files of messages. */
import type { MediaUpload, Message } from '../../api/conversations/messages.ts';
import { ApiError } from '../../errors.ts';
import type { Context } from '../context.ts';
import type { MediaSource, NewUpload } from '../media/media.ts';
import { messageRow } from '../records/rows.ts';
import { messageOf, readAhead } from '../records/wire.ts';

export class Files {
  #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  /** Where the bytes of a message's file are. */
  source(messageId: number): MediaSource {
    return this.#context.parts.media.source(messageId);
  }

  /** Downloads a file again that could not be downloaded. */
  retry(messageId: number): Message {
    const { sql, parts } = this.#context;
    const before = messageRow(sql, messageId);
    if (before) readAhead(sql, { row: before });
    parts.media.retry(messageId, Date.now());
    const row = messageRow(sql, messageId);
    if (!row) throw new ApiError(404, 'message_not_found', 'There is no message with this id.');
    return messageOf(sql, row);
  }

  /** Adds a file that the Worker has stored in the bucket or uploaded to Meta. */
  async addUpload(upload: NewUpload): Promise<MediaUpload> {
    await this.#context.rejectDeleted();
    return this.#context.parts.media.addUpload(upload, Date.now());
  }
}
