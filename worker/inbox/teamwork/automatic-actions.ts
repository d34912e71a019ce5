/** What rules and menus do to a conversation, as the team could. Call it in the transaction that ends the turn. */
import type { Person } from '../../api/values.ts';
import type { Modes } from '../automation/modes.ts';
import type { SilentAction } from '../automation/rules/plan-actions.ts';
import { learnPreference } from '../contacts/marketing.ts';
import type { ChangeLog } from '../records/changes/change-log.ts';
import { changeLabels } from '../records/labels.ts';
import { conversationRow } from '../records/rows.ts';
import type { KnownNames } from '../records/rule-rows.ts';
import { addEntry } from '../records/team-entries.ts';
import { assign } from './assignment/assign.ts';
import type { Distribution } from './assignment/distribution.ts';
import type { TeamRoster } from './assignment/team-roster.ts';
import type { States } from './conversation-state.ts';

export class AutomaticActions {
  #sql: SqlStorage;
  #changes: ChangeLog;
  #modes: Modes;
  #states: States;
  #roster: TeamRoster;
  #distribution: Distribution;

  constructor(
    sql: SqlStorage,
    changes: ChangeLog,
    parts: { modes: Modes; states: States; roster: TeamRoster; distribution: Distribution },
  ) {
    const { modes, states, roster, distribution } = parts;
    this.#distribution = distribution;
    this.#roster = roster;
    this.#sql = sql;
    this.#changes = changes;
    this.#modes = modes;
    this.#states = states;
  }

  perform(conversationId: number, by: Person, action: SilentAction, names: KnownNames): void {
    const [sql, changes] = [this.#sql, this.#changes];
    const row = conversationRow(sql, conversationId);
    if (!row) return;
    switch (action.type) {
      case 'label': {
        const those = (ids: readonly string[]) => names.labels.filter(({ id }) => ids.includes(id));
        changeLabels(sql, changes, row.id, by, { add: those(action.add), remove: those(action.remove) });
        return;
      }
      case 'assign': {
        const to = names.people.find(({ id }) => id === action.to);
        // The agent has left the team.
        if (!to) return;
        assign(sql, changes, row, by, { to });
        return;
      }
      case 'assign-team': {
        const team = this.#roster.team(action.team);
        // Its distribution has its turn when the team is needed.
        if (team) assign(sql, changes, row, by, { to: null, team: { id: team.id, name: team.name } });
        return;
      }
      case 'distribute':
        this.#distribution.distributeFor(row, by);
        return;
      case 'note':
        addEntry(sql, changes, row.id, { type: 'note', text: action.text, mentions: [] }, by);
        return;
      case 'off':
        this.#modes.change(row, by, 'off');
        return;
      case 'resolve':
        this.#states.change(row, by, { state: 'resolved' }, null);
        return;
      case 'stop': {
        const stop = { category: 'marketing_messages', value: 'stop' };
        learnPreference(sql, changes, row.id, stop, Date.now());
        return;
      }
    }
  }
}
