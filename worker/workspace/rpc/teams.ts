/** Named teams, and the inboxes that have to know them. */
import type { Agent } from '../../api/people/sessions.ts';
import type { CheckedTeam, NamedTeam, Team } from '../../api/people/teams.ts';
import type { Context } from '../context.ts';
import * as teams from '../people/teams.ts';

export class Teams {
  #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  list(): Team[] {
    return teams.teams(this.#context.sql);
  }

  /** A team to which a conversation can be assigned. */
  named(id: string): NamedTeam {
    return teams.namedTeam(this.#context.sql, id);
  }

  async put(by: Agent, id: string | null, team: CheckedTeam): Promise<Team> {
    const { sql, storage, teamNews, record } = this.#context;
    const put = storage.transactionSync(() => teams.putTeam(sql, id, team));
    teamNews.changed();
    // The inboxes first: a console that gets the teams again can use them at once.
    await teamNews.send();
    record(by, 'teams.change', put.name);
    return put;
  }

  /** Deletes a team. Its conversations keep their assignees. */
  async remove(by: Agent, id: string): Promise<void> {
    const { sql, teamNews, record } = this.#context;
    const { name } = teams.removeTeam(sql, id);
    teamNews.changed();
    await teamNews.send();
    record(by, 'teams.delete', name);
  }
}
