/** All stored data: retention, export and erasure. */
import type { ContactField } from '../../api/conversations/fields.ts';
import type { Retention } from '../../api/numbers/data.ts';
import type { Context } from '../context.ts';
import { eraseAll, eraseConversations } from '../retention/erase-all.ts';
import { exportStream } from '../retention/export-number.ts';

export class Data {
  #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  retention(): Retention {
    return this.#context.parts.retention.policy;
  }

  changeRetention(policy: Retention): Retention {
    return this.#context.parts.retention.change(policy, Date.now());
  }

  /** Exports everything about this number as JSON lines. */
  export(agentId: string, fields: readonly ContactField[]): ReadableStream<Uint8Array> {
    return exportStream(this.#context.sql, this.#context.id, fields, agentId, Date.now());
  }

  /** Erases all conversations with their files, but not the settings. Call {@link end} afterwards. */
  async eraseConversations(): Promise<void> {
    await eraseConversations(this.#context.storage, this.#context.parts.media);
  }

  /** Erases everything: rows, files in the bucket, and live sockets. */
  async erase(): Promise<void> {
    const { storage, parts } = this.#context;
    parts.live.closeAll();
    await eraseAll(storage, parts.media);
  }

  /** Ends this instance to clear its memory after an erasure. Throws at the caller. */
  end(): void {
    this.#context.ctx.abort('erased');
  }
}
