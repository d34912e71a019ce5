/** The teams that the inbox knows: its own copy, so that distributing a conversation waits for nothing. */

import { storedJson } from '../../../stored-json.ts';
import { type KnownTeam, type KnownTeams, knownTeams } from '../../../workspace/people/known-teams.ts';
import type { ChangeLog } from '../../records/changes/change-log.ts';

const none: KnownTeams = { version: 0, teams: [] };

export class TeamRoster {
  #sql: SqlStorage;
  #changes: ChangeLog;
  #now: KnownTeams;

  constructor(sql: SqlStorage, changes: ChangeLog) {
    this.#sql = sql;
    this.#changes = changes;
    const [row] = sql.exec<{ value: string }>("SELECT value FROM setting WHERE name = 'teams'").toArray();
    this.#now = (row && storedJson(knownTeams, row.value)) ?? none;
  }

  team(id: string | null): KnownTeam | null {
    return this.#now.teams.find((team) => team.id === id) ?? null;
  }

  /** The ids of the teams that an agent is a member of. */
  teamsOf(agentId: string): string[] {
    return this.#now.teams.flatMap(({ id, members }) => (members.includes(agentId) ? [id] : []));
  }

  get teams(): readonly KnownTeam[] {
    return this.#now.teams;
  }

  /** Conversations show the new name of their team, and lose a team that is gone. Call it in a transaction. */
  know(next: KnownTeams): void {
    if (next.version <= this.#now.version) return;
    for (const { id, name } of this.#now.teams) {
      const later = next.teams.find((team) => team.id === id);
      if (!later) this.#forget(id);
      else if (later.name !== name) this.#put(id, later);
    }
    this.#sql.exec("INSERT OR REPLACE INTO setting VALUES ('teams', ?)", JSON.stringify(next));
    this.#now = next;
  }

  #forget(id: string): void {
    this.#put(id, null);
    this.#sql.exec('DELETE FROM assignment_turn WHERE queue = ?', id);
  }

  #put(id: string, team: KnownTeam | null): void {
    const rows = this.#sql.exec<{ id: number }>('SELECT id FROM conversation WHERE team = ?', id).toArray();
    for (const row of rows) {
      if (team) this.#sql.exec('UPDATE conversation SET team_name = ? WHERE id = ?', team.name, row.id);
      else this.#sql.exec('UPDATE conversation SET team = NULL, team_name = NULL WHERE id = ?', row.id);
      this.#changes.touchConversation(row.id);
    }
  }
}
