/** Commands of the team on a conversation. Each one succeeds or fails as a whole; call it in a transaction. */

import type { Label } from '../../api/conversations/labels.ts';
import type { Entry, TeamCommand } from '../../api/conversations/teamwork.ts';
import type { Agent } from '../../api/people/sessions.ts';
import type { NamedTeam } from '../../api/people/teams.ts';
import type { Person } from '../../api/values.ts';
import { ApiError } from '../../errors.ts';
import type { Modes } from '../automation/modes.ts';
import type { ChangeLog } from '../records/changes/change-log.ts';
import type { Jobs } from '../records/changes/jobs.ts';
import { changeLabels } from '../records/labels.ts';
import { markRead, markUnread, mention } from '../records/read-marks.ts';
import { assigneeOf, type ConversationRow, teamOf } from '../records/rows.ts';
import { addEntry, entryWithKey } from '../records/team-entries.ts';
import { assign } from './assignment/assign.ts';
import type { Distribution } from './assignment/distribution.ts';
import { States } from './conversation-state.ts';

/** A command with the person, team and labels that it refers to by id. */
export interface NamedCommand {
  command: TeamCommand;
  assignee: Person | null;
  team: NamedTeam | null;
  labels: readonly Label[];
}

/** A command without a person, team or labels. */
export function plainCommand(command: TeamCommand): NamedCommand {
  return { command, assignee: null, team: null, labels: [] };
}

/** By conversation id, the last change that the caller of a bulk command knows of. */
export interface KnownChanges {
  /** Fails if the customer has written since. */
  seen: ReadonlyMap<number, number>;
  /** Fails if anything has changed since. */
  ifSeq: ReadonlyMap<number, number>;
}

export function rejectChanged({ seq }: ConversationRow, known: number | undefined): void {
  if (known === undefined || seq <= known) return;
  throw new ApiError(
    409,
    'changed_meanwhile',
    'This conversation has changed in the meantime. Check it, then try again.',
  );
}

export interface Note {
  text: string;
  /** Ids of agents. */
  mentions: string[];
}

export class Team {
  readonly states: States;
  #sql: SqlStorage;
  #changes: ChangeLog;
  #modes: Modes;
  #distribution: Distribution;

  constructor(
    ctx: DurableObjectState,
    changes: ChangeLog,
    jobs: Jobs,
    { modes, distribution }: { modes: Modes; distribution: Distribution },
  ) {
    this.states = new States(ctx, changes, jobs);
    this.#sql = ctx.storage.sql;
    this.#changes = changes;
    this.#modes = modes;
    this.#distribution = distribution;
  }

  /** `seen`: the last change that the caller knows. */
  run(row: ConversationRow, by: Agent, named: NamedCommand, seen?: number): void {
    const { command, labels } = named;
    switch (command.type) {
      case 'assign': {
        const { from, note } = command;
        const { to, team } = this.#assignmentOf(row, command, named);
        assign(this.#sql, this.#changes, row, by, { to, team, from });
        const isOther = to !== null && to.id !== by.id;
        if (note) this.note(row, by, { text: note, mentions: isOther ? [to.id] : [] }, null);
        return;
      }
      case 'state':
        this.states.change(row, by, command, seen ?? null);
        return;
      case 'label': {
        const those = (ids: readonly string[]) => labels.filter(({ id }) => ids.includes(id));
        const change = { add: those(command.add), remove: those(command.remove) };
        changeLabels(this.#sql, this.#changes, row.id, by, change);
        return;
      }
      case 'read': {
        const { last } = this.#changes;
        markRead(this.#sql, this.#changes, row, by.id, Math.min(seen ?? last, last));
        return;
      }
      case 'unread':
        markUnread(this.#sql, this.#changes, row, by.id);
        return;
      case 'mode':
        this.#modes.change(row, by, command.mode);
        return;
      case 'hand-over':
        if (command.note) this.note(row, by, { text: command.note, mentions: [] }, null);
        this.#modes.handOver(row, by);
        return;
    }
  }

  note(row: ConversationRow, by: Agent, { text, mentions }: Note, key: string | null): Entry {
    const earlier = key === null ? null : entryWithKey(this.#sql, key);
    if (earlier) {
      const isSame = earlier.type === 'note' && earlier.text === text && earlier.conversationId === row.id;
      if (isSame) return earlier;
      throw new ApiError(
        422,
        'idempotency_key_reused',
        'This Idempotency-Key was used for another note. Use a new one.',
      );
    }
    const at = Date.now();
    const id = addEntry(this.#sql, this.#changes, row.id, { type: 'note', text, mentions }, by, { key, at });
    if (id === null) throw new Error('An unused key cannot be a duplicate');
    for (const agentId of mentions) {
      if (agentId !== by.id) mention(this.#sql, this.#changes, row, agentId, id);
    }
    const { name } = by;
    return {
      id,
      conversationId: row.id,
      at,
      by: { id: by.id, name },
      key,
      type: 'note',
      text,
      mentions,
    };
  }

  /** A new team gets the conversation, unless the command names an agent as well. */
  #assignmentOf(
    row: ConversationRow,
    { to, team: wanted }: Extract<TeamCommand, { type: 'assign' }>,
    { assignee, team }: NamedCommand,
  ): { to: Person | null; team: NamedTeam | null } {
    const before = teamOf(row);
    const later = wanted === undefined ? before : team;
    if (to !== undefined) return { to: assignee, team: later };
    const isNew = later !== null && later.id !== before?.id;
    return { to: isNew ? this.#distribution.choose(row, later) : assigneeOf(row), team: later };
  }
}
