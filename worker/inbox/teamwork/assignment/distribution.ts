/**
 * Distributes conversations among the agents who are available: a customer's message that nobody has to answer yet, what an
 * automatic answer leaves to the team, and what is assigned to a team. Whose turn it is is stored here, in one place, and
 * changes in the transaction of the assignment, so that nothing is assigned twice.
 */
import type { Distribution as How } from '../../../api/automation/assignment.ts';
import type { NamedTeam } from '../../../api/people/teams.ts';
import type { Person } from '../../../api/values.ts';
import { isAutomaticPerson } from '../../automation/rules/plan-actions.ts';
import type { Fact } from '../../facts.ts';
import { availableAgents } from '../../live/online.ts';
import type { ChangeLog, Listener, Write } from '../../records/changes/change-log.ts';
import type { Job, Jobs, Runner } from '../../records/changes/jobs.ts';
import { type ConversationRow, conversationRow, teamOf } from '../../records/rows.ts';
import { entryAt } from '../../records/team-entries.ts';
import { assign } from './assign.ts';
import type { AssignmentRules } from './assignment-rules.ts';
import { type Candidate, chooseAgent } from './choose-agent.ts';
import type { TeamRoster } from './team-roster.ts';

const lane = 'assign';
/** So many waiting conversations are distributed when somebody has room for them. */
const maxAtOnce = 200;

export class Distribution implements Listener, Runner {
  readonly name = 'distribution';
  readonly repair = 'job';
  #ctx: DurableObjectState;
  #sql: SqlStorage;
  #changes: ChangeLog;
  #jobs: Jobs;
  #roster: TeamRoster;
  #rules: AssignmentRules;

  constructor(
    ctx: DurableObjectState,
    parts: { changes: ChangeLog; jobs: Jobs; roster: TeamRoster; rules: AssignmentRules },
  ) {
    this.#ctx = ctx;
    this.#sql = ctx.storage.sql;
    this.#changes = parts.changes;
    this.#jobs = parts.jobs;
    this.#roster = parts.roster;
    this.#rules = parts.rules;
  }

  onFact(fact: Fact): Write | undefined {
    if (!this.#rules.isOn) return undefined;
    switch (fact.type) {
      case 'message-stored':
        if (fact.cause !== 'message' && fact.cause !== 'call') return undefined;
        return () => this.#waits(fact.conversationId);
      case 'team-needed':
        return () => this.#waits(fact.conversationId);
      case 'entry-added':
        return () => this.#ofEntry(fact.entryId);
      case 'settings-changed':
        return fact.settings === 'assignment' ? () => this.#expectRoom() : undefined;
      default:
        return undefined;
    }
  }

  /** Assigns an unassigned conversation to whose turn it is. Returns whether there is somebody. */
  distribute(row: ConversationRow): boolean {
    return this.#give(row, null, {});
  }

  /** The same for a rule, even while it answers. Where agents assign by hand, it is round robin. */
  distributeFor(row: ConversationRow, by: Person): boolean {
    if (row.assignee !== null) return true;
    const how = this.#rules.distributionOf(this.#teamOf(row)?.id ?? null);
    return this.#give(row, by, { how: how === 'manual' ? 'round-robin' : how });
  }

  #give(row: ConversationRow, by: Person | null, more: { how?: How }): boolean {
    const team = this.#teamOf(row);
    const to = this.#next(row, team?.id ?? null, more);
    assign(this.#sql, this.#changes, row, by, { to, team, because: 'distribution' });
    return to !== null;
  }

  /** Its team, or that of new conversations. */
  #teamOf(row: ConversationRow): NamedTeam | null {
    const team = teamOf(row) ?? this.#rules.defaultTeam;
    return team && { id: team.id, name: team.name };
  }

  /** Who gets a conversation that is assigned to this team; null: it waits in the team, or an automatic answer has it. */
  choose(row: ConversationRow, team: NamedTeam): Person | null {
    return row.bot_state === null ? this.#next(row, team.id) : null;
  }

  /** Takes a conversation from its assignee, for the next agent, or for nobody if there is none. */
  passOn(row: ConversationRow, because: 'no-answer' | 'offline'): void {
    const to = this.#next(row, row.team, { except: row.assignee, isLastFirst: false });
    assign(this.#sql, this.#changes, row, null, { to, because });
  }

  /** Takes a conversation from its assignee, so that it waits in its team or is nobody's. */
  release(row: ConversationRow, because: 'no-answer' | 'offline'): void {
    assign(this.#sql, this.#changes, row, null, { to: null, because });
  }

  /** An agent has opened the inbox, or is available again. */
  agentArrived(): void {
    if (!this.#rules.isOn || this.#queues(1).length === 0) return;
    this.#changes.transaction(() => this.#expectRoom());
    this.#jobs.pump();
  }

  /** Distributes what waits, the longest wait first. */
  async run(job: Job): Promise<void> {
    this.#changes.transaction(() => {
      const withoutRoom = new Set<string | null>();
      let rows: ConversationRow[];
      let full: number;
      // A team without room must not hide the teams whose conversations have waited less.
      do {
        full = withoutRoom.size;
        rows = this.#queues(maxAtOnce, withoutRoom);
        for (const row of rows) {
          if (!withoutRoom.has(row.team) && !this.distribute(row)) withoutRoom.add(row.team);
        }
      } while (rows.length >= maxAtOnce && withoutRoom.size > full);
      // All of the last ones were distributed, and there are others.
      if (rows.length >= maxAtOnce) this.#jobs.delay(job, Date.now());
      else this.#jobs.done(job);
    });
  }

  giveUp(job: Job): void {
    this.#jobs.done(job);
  }

  #waits(conversationId: number): void {
    const row = conversationRow(this.#sql, conversationId);
    if (!row || row.assignee !== null || row.state !== 'open') return;
    if (row.bot_state === null && row.waiting_at !== null) this.distribute(row);
  }

  #ofEntry(id: number): void {
    const entry = entryAt(this.#sql, id);
    switch (entry?.type) {
      case 'opened':
        if (entry.after === 'resolved' && entry.by === null) this.#reopened(entry.conversationId);
        return;
      case 'resolved':
      case 'snoozed':
        this.#expectRoom();
        return;
      case 'assigned':
        // A rule has put it into a team.
        if (entry.team?.to && entry.by && isAutomaticPerson(entry.by)) this.#waits(entry.conversationId);
        // What a person unassigns stays so until the customer writes again.
        if (
          entry.from !== null &&
          (entry.to !== null || (entry.because === undefined && entry.by === null))
        ) {
          this.#expectRoom();
        }
    }
  }

  /** The customer writes again after the end: the agent has it again if they are there, or it is distributed. */
  #reopened(conversationId: number): void {
    const row = conversationRow(this.#sql, conversationId);
    if (!row || row.assignee === null || this.#rules.distributionOf(row.team) === 'manual') return;
    const { lastAgentFirst } = this.#rules.settings;
    const candidates = this.#candidates(row, row.team);
    const isThere = lastAgentFirst && this.#isFree(candidates, row.assignee, row.team);
    if (!isThere) assign(this.#sql, this.#changes, row, null, { to: null, because: 'reopened' });
  }

  #isFree(candidates: readonly Candidate[], agentId: string, team: string | null): boolean {
    const max = this.#rules.maxOpenOf(team);
    return candidates.some(({ id, open }) => id === agentId && (max === null || open < max));
  }

  #next(
    row: ConversationRow,
    team: string | null,
    more: { how?: How | undefined; except?: string | null; isLastFirst?: boolean } = {},
  ): Person | null {
    const { how = this.#rules.distributionOf(team), except = null, isLastFirst = true } = more;
    if (how === 'manual') return null;
    const candidates = this.#candidates(row, team).filter(({ id }) => id !== except);
    const first = isLastFirst && this.#rules.settings.lastAgentFirst ? row.last_assignee : null;
    const chosen = chooseAgent(candidates, { how, maxOpen: this.#rules.maxOpenOf(team), first });
    const agent = candidates.find(({ id }) => id === chosen);
    if (!agent) return null;
    this.#sql.exec(
      `INSERT OR REPLACE INTO assignment_turn
         SELECT ?1, ?2, coalesce(max(seq), 0) + 1 FROM assignment_turn WHERE queue = ?1`,
      ...[team ?? '', agent.id],
    );
    return { id: agent.id, name: agent.name };
  }

  /** The agents who are available, of the team if there is one. */
  #candidates(row: ConversationRow, teamId: string | null): (Candidate & Person)[] {
    const agents = this.#agentsOf(teamId);
    if (agents.length === 0) return [];
    const ids = JSON.stringify(agents.map(({ id }) => id));
    const open = this.#sql
      .exec<{ id: string; open: number }>(
        `SELECT value AS id, (SELECT count(*) FROM conversation WHERE assignee = value AND state = 'open'
           AND last_message_at IS NOT NULL AND conversation.id <> ?2) AS open FROM json_each(?1)`,
        ...[ids, row.id],
      )
      .toArray();
    const turns = this.#sql
      .exec<{ agent_id: string; seq: number }>(
        'SELECT agent_id, seq FROM assignment_turn WHERE queue = ?',
        teamId ?? '',
      )
      .toArray();
    return agents.map(({ id, name }) => ({
      ...{ id, name },
      open: open.find((one) => one.id === id)?.open ?? 0,
      turn: turns.find((one) => one.agent_id === id)?.seq ?? 0,
    }));
  }

  #agentsOf(teamId: string | null): Person[] {
    const team = this.#roster.team(teamId);
    const available = [...availableAgents(this.#ctx, Date.now()).values()];
    return team ? available.filter(({ id }) => team.members.includes(id)) : available;
  }

  /** Somebody may have room for what waits. */
  #expectRoom(): void {
    if (this.#jobs.isInLane(lane, 0) || this.#queues(1).length === 0) return;
    this.#jobs.add('assign', lane, 0, Date.now());
  }

  /**
   * Open conversations that nobody has, of teams that distribute and have an agent there, without these: at most so many where the
   * customer waits, the longest wait first, and so many others of teams. Both name their index: by state, SQLite would read
   * every conversation that is nobody's.
   */
  #queues(limit: number, without: ReadonlySet<string | null> = new Set()): ConversationRow[] {
    const ofNoTeam = !without.has(null) && this.#isServed(this.#rules.defaultTeam?.id ?? null) ? 1 : 0;
    const teams = JSON.stringify(
      this.#roster.teams.filter(({ id }) => !without.has(id) && this.#isServed(id)).map(({ id }) => id),
    );
    const free = `assignee IS NULL AND state = 'open' AND bot_state IS NULL AND last_message_at IS NOT NULL`;
    const served = 'team IN (SELECT value FROM json_each(?1))';
    const waiting = this.#sql
      .exec<ConversationRow>(
        `SELECT * FROM conversation INDEXED BY conversation_by_wait
         WHERE waiting_at IS NOT NULL AND ${free} AND iif(team IS NULL, ?3, ${served}) ORDER BY waiting_at, id LIMIT ?2`,
        ...[teams, limit, ofNoTeam],
      )
      .toArray();
    const inTeams = this.#sql
      .exec<ConversationRow>(
        `SELECT * FROM conversation INDEXED BY conversation_by_team
         WHERE ${served} AND waiting_at IS NULL AND ${free} LIMIT ?2`,
        ...[teams, limit],
      )
      .toArray();
    return [...waiting, ...inTeams];
  }

  /** Whether the conversations of a team, or of none, are distributed, and somebody is there for them. */
  #isServed(team: string | null): boolean {
    return this.#rules.distributionOf(team) !== 'manual' && this.#agentsOf(team).length > 0;
  }
}
