/** What the callable parts of an inbox share. */
import type { Env } from '../env.ts';
import { ApiError } from '../errors.ts';
import { askWorkspace } from '../peers.ts';
import { currentConversation } from './contacts/identify-contact.ts';
import type { Parts } from './parts.ts';
import type { ConversationRow } from './records/rows.ts';
import { Tombstone } from './retention/erase-all.ts';

export class Context {
  readonly ctx: DurableObjectState;
  readonly storage: DurableObjectStorage;
  readonly sql: SqlStorage;
  readonly env: Env;
  readonly parts: Parts;
  readonly tombstone: Tombstone;

  constructor(ctx: DurableObjectState, env: Env, parts: Parts) {
    this.ctx = ctx;
    this.storage = ctx.storage;
    this.sql = ctx.storage.sql;
    this.env = env;
    this.parts = parts;
    this.tombstone = new Tombstone(ctx.storage);
  }

  /** The id of this inbox. */
  get id(): string {
    return this.ctx.id.name ?? '';
  }

  /** The conversation with this id, or the one that it was merged into. */
  row(id: number): ConversationRow {
    const row = currentConversation(this.sql, id);
    if (!row) throw new ApiError(404, 'conversation_not_found', 'There is no conversation with this id.');
    return row;
  }

  /** For some seconds after its number was deleted, a Worker can still take this inbox for connected. */
  async rejectDeleted(): Promise<void> {
    if (!this.tombstone.stands) return;
    if (!(await askWorkspace(this.env).numbers.isConnected(this.id))) {
      throw new ApiError(404, 'inbox_not_found', 'There is no inbox with this id.');
    }
    // The number was connected again.
    this.tombstone.lift();
  }
}
