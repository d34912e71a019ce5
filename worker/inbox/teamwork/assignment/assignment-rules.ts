/** How the conversations of this number are assigned, as its admin has set it. In memory: most numbers have nothing of it. */
import * as v from 'valibot';
import {
  type AssignmentSettings,
  assignmentSettings,
  type Distribution,
} from '../../../api/automation/assignment.ts';
import { storedJson } from '../../../stored-json.ts';
import type { ChangeLog } from '../../records/changes/change-log.ts';
import type { TeamRoster } from './team-roster.ts';

const usual = v.parse(assignmentSettings, {});

export class AssignmentRules {
  #sql: SqlStorage;
  #changes: ChangeLog;
  #roster: TeamRoster;
  #now: AssignmentSettings;

  constructor(sql: SqlStorage, changes: ChangeLog, roster: TeamRoster) {
    this.#sql = sql;
    this.#changes = changes;
    this.#roster = roster;
    const [row] = sql
      .exec<{ value: string }>("SELECT value FROM setting WHERE name = 'assignment'")
      .toArray();
    this.#now = (row && storedJson(assignmentSettings, row.value)) ?? usual;
  }

  get settings(): AssignmentSettings {
    return this.#now;
  }

  change(settings: AssignmentSettings): void {
    this.#sql.exec("INSERT OR REPLACE INTO setting VALUES ('assignment', ?)", JSON.stringify(settings));
    this.#now = settings;
    this.#changes.record({ type: 'settings-changed', settings: 'assignment' });
  }

  /** The team of new conversations; null if there is none, or it is deleted. */
  get defaultTeam() {
    return this.#roster.team(this.#now.team);
  }

  /** Whether anything can be assigned automatically. */
  get isOn(): boolean {
    return (
      this.#now.distribution !== 'manual' ||
      this.defaultTeam !== null ||
      this.#roster.teams.some(({ distribution }) => (distribution ?? 'manual') !== 'manual')
    );
  }

  /** For the conversations of a team, or of none. */
  distributionOf(team: string | null): Distribution {
    return this.#roster.team(team)?.distribution ?? this.#now.distribution;
  }

  maxOpenOf(team: string | null): number | null {
    return this.#roster.team(team)?.maxOpen ?? this.#now.maxOpen;
  }
}
