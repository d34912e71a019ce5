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
    const { sql, id, parts } = this.#context;
    return exportStream(sql, parts.archive, { inbox: id, fields, agentId, now: Date.now() });
  }

  /** Erases all conversations with their files, but not the settings. Call {@link end} afterwards. */
  async eraseConversations(): Promise<void> {
    const { storage, parts } = this.#context;
    await eraseConversations(storage, parts);
  }

  /** Erases everything: rows, files in the bucket, and live sockets. */
  async erase(): Promise<void> {
    const { storage, tombstone, parts } = this.#context;
    parts.live.closeAll();
    await eraseAll(storage, tombstone, parts);
  }

  /** Ends this instance to clear its memory after an erasure. Throws at the caller. */
  end(): void {
    this.#context.ctx.abort('erased');
  }
}
