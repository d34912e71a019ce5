/** Saved replies: each agent's own, and those that admins share with the team. */
import type { NewSavedReply, SavedReply } from '../../api/conversations/replies.ts';
import type { Agent } from '../../api/people/sessions.ts';
import { ApiError } from '../../errors.ts';
import type { SharedReply } from '../../peers.ts';
import * as audit from '../audit.ts';
import { type Context, dropFiles } from '../context.ts';
import * as replies from '../shared/saved-replies.ts';

export class Replies {
  #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  list(agentId: string): SavedReply[] {
    return replies.replies(this.#context.sql, agentId);
  }

  /** A reply that the whole team can use, which rules send; null: there is none with this id. */
  shared(id: string): SharedReply | null {
    return replies.sharedReply(this.#context.sql, id);
  }

  /** Creates or changes a reply; `id` is null for a new one. */
  put(by: Agent, id: string | null, reply: NewSavedReply): SavedReply {
    const { sql } = this.#context;
    const wasShared = id !== null && replies.requireReply(sql, by.id, id).isShared;
    if (wasShared || reply.isShared) this.#recordShared(by, reply.title);
    const put = replies.putReply(sql, id, reply.isShared ? '' : by.id, reply);
    this.#context.tellConsoles('replies');
    return replies.requireReply(sql, by.id, put);
  }

  remove(by: Agent, id: string): void {
    const { sql, storage } = this.#context;
    const { isShared, title } = replies.requireReply(sql, by.id, id);
    if (isShared) this.#recordShared(by, title);
    replies.removeReply(sql, id);
    this.#context.tellConsoles('replies');
    dropFiles(storage);
  }

  /** Throws unless this agent can change the reply. */
  requireOwn(by: Agent, id: string): void {
    if (replies.requireReply(this.#context.sql, by.id, id).isShared) rejectShared(by);
  }

  file(agentId: string, id: string): replies.StoredReplyFile | null {
    replies.requireReply(this.#context.sql, agentId, id);
    return replies.fileOf(this.#context.sql, id);
  }

  setFile(by: Agent, id: string, file: replies.StoredReplyFile | null): SavedReply {
    const { sql, storage } = this.#context;
    const { isShared, title } = replies.requireReply(sql, by.id, id);
    if (isShared) this.#recordShared(by, title);
    replies.setFile(sql, id, file);
    this.#context.tellConsoles('replies');
    dropFiles(storage);
    return replies.requireReply(sql, by.id, id);
  }

  setFavorite(by: Agent, id: string, isFavorite: boolean): SavedReply {
    const { sql } = this.#context;
    replies.requireReply(sql, by.id, id);
    replies.favour(sql, by.id, id, isFavorite);
    this.#context.tellConsoles('replies');
    return replies.requireReply(sql, by.id, id);
  }

  #recordShared(by: Agent, title: string): void {
    rejectShared(by);
    audit.record(this.#context.sql, by, 'replies.change', title, Date.now());
  }
}

/** Only admins may change shared replies. */
function rejectShared(by: Agent): void {
  if (by.role === 'admin') return;
  throw new ApiError(403, 'admin_only', 'Only admins can change shared replies. Save it for yourself.');
}
