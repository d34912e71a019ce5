/** Conversations and teamwork. */

import type { Conversation, ConversationPage } from '../../api/conversations/conversations.ts';
import type { Episode } from '../../api/conversations/episodes.ts';
import type { BulkResult, Counts, Entry } from '../../api/conversations/teamwork.ts';
import type { Agent } from '../../api/people/sessions.ts';
import type { Page, Person } from '../../api/values.ts';
import { episodePage } from '../analytics/episodes/episode-page.ts';
import { type CustomerQuery, findCustomers } from '../contacts/find-contacts.ts';
import { conversationFor } from '../contacts/identify-contact.ts';
import type { Context } from '../context.ts';
import { dropLabel } from '../records/labels.ts';
import { cursorOf, type PageRequest } from '../records/page-cursor.ts';
import type { ConversationRow } from '../records/rows.ts';
import { entryWithKey, historyBefore } from '../records/team-entries.ts';
import { conversationOf } from '../records/wire.ts';
import { releaseAll, renameAssignee } from '../teamwork/assignment/assign.ts';
import { runForMany } from '../teamwork/bulk.ts';
import {
  countConversations,
  countInView,
  type ListQuery,
  listConversations,
  type ViewQuery,
} from '../teamwork/conversation-list.ts';
import { type KnownChanges, type NamedCommand, type Note, plainCommand } from '../teamwork/team-commands.ts';

export class Conversations {
  #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  list(query: ListQuery): ConversationPage {
    const { rows, next } = listConversations(this.#context.sql, this.#withTeams(query), Date.now());
    return this.#page(rows, next, query.agentId);
  }

  /** The conversations of matching contacts. */
  search(query: CustomerQuery, { before, limit }: PageRequest, agentId: string): ConversationPage {
    const [at, id] = cursorOf(before);
    const rows = findCustomers(this.#context.sql, query, { at, id, limit });
    const last = rows.length === limit ? rows.at(-1) : undefined;
    return this.#page(rows, last ? `${last.last_message_at ?? 0}.${last.id}` : null, agentId);
  }

  /** How many conversations each of these views has. */
  countViews(queries: readonly ViewQuery[]): number[] {
    const now = Date.now();
    return queries.map((query) => countInView(this.#context.sql, this.#withTeams(query), now));
  }

  #withTeams<Query extends ViewQuery>(query: Query): Query {
    if (query.team !== 'mine') return query;
    return { ...query, ownTeams: this.#context.parts.roster.teamsOf(query.agentId) };
  }

  counts(agentId: string): Counts {
    return countConversations(this.#context.sql, agentId);
  }

  get(id: number, agentId: string): Conversation {
    return conversationOf(this.#context.sql, this.#context.row(id), agentId);
  }

  history(id: number, { before, limit }: PageRequest): Page<Entry> {
    const row = this.#context.row(id);
    return historyBefore(this.#context.sql, row.id, cursorOf(before), limit);
  }

  episodes(id: number, page: PageRequest): Page<Episode> {
    const row = this.#context.row(id);
    return episodePage(this.#context.sql, row.id, page);
  }

  /** The conversation with a phone number, created if there is none. It is not listed before its first message. */
  start(waId: string, agentId: string): Conversation {
    const { sql, parts } = this.#context;
    const { changes } = parts;
    const id = changes.transaction(() => conversationFor(sql, changes, { waId }, Date.now()));
    if (id === null) throw new Error('A phone number identifies a contact');
    return this.get(id, agentId);
  }

  /** Runs one command on a conversation, in one transaction. */
  run(id: number, by: Agent, command: NamedCommand, seen?: number): Conversation {
    const { changes, team, jobs } = this.#context.parts;
    const row = this.#context.row(id);
    changes.transaction(() => team.run(row, by, command, seen));
    jobs.pump();
    return this.get(id, by.id);
  }

  /** Runs one command on many conversations, each in its own transaction. Erased ones are skipped. */
  runForMany(ids: readonly number[], by: Agent, command: NamedCommand, known: KnownChanges): BulkResult {
    const { storage, parts } = this.#context;
    const result = runForMany(storage, parts, ids, by, command, known);
    parts.jobs.pump();
    return result;
  }

  /** Adds a team note. A repeated key returns the first note. */
  addNote(id: number, by: Agent, key: string, note: Note): { entry: Entry; isRepeated: boolean } {
    const { changes, team } = this.#context.parts;
    const isRepeated = entryWithKey(this.#context.sql, key) !== null;
    const entry = changes.transaction(() => team.note(this.#context.row(id), by, note, key));
    return { entry, isRepeated };
  }

  /** Marks everything up to change `seq` as read by this agent. */
  async markRead(conversationId: number, by: Agent, seq: number): Promise<Conversation> {
    const { id } = this.run(conversationId, by, plainCommand({ type: 'read' }), seq);
    await this.#context.parts.receipts.seen(id, 'on-open');
    return this.get(id, by.id);
  }

  /** Unassigns an agent who has left the team or lost access to this number. */
  releaseAll(agentId: string): void {
    const { sql, parts } = this.#context;
    parts.changes.transaction(() => {
      releaseAll(sql, parts.changes, agentId);
      parts.rules.forget({ person: agentId });
      parts.menus.forget({ person: agentId });
    });
  }

  /** An agent has a new name: shows it on the conversations that they have. */
  rename(agent: Person): void {
    const { sql, parts } = this.#context;
    parts.changes.transaction(() => renameAssignee(sql, parts.changes, agent));
  }

  dropLabel(labelId: string): void {
    const { sql, parts } = this.#context;
    parts.changes.transaction(() => {
      dropLabel(sql, labelId);
      parts.rules.forget({ label: labelId });
      parts.menus.forget({ label: labelId });
    });
  }

  #page(rows: readonly ConversationRow[], next: string | null, agentId: string): ConversationPage {
    const { sql, parts } = this.#context;
    return { rows: rows.map((row) => conversationOf(sql, row, agentId)), next, seq: parts.changes.last };
  }
}
