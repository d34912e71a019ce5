/** How conversations are assigned: the teams and the settings of the number. */
import type { AssignmentSettings } from '../../api/automation/assignment.ts';
import type { KnownTeams } from '../../workspace/people/known-teams.ts';
import type { Context } from '../context.ts';

export class Assignment {
  #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  settings(): AssignmentSettings {
    return this.#context.parts.assignment.settings;
  }

  changeSettings(settings: AssignmentSettings): AssignmentSettings {
    const { changes, jobs, assignment, presence } = this.#context.parts;
    changes.transaction(() => assignment.change(settings));
    jobs.pump();
    presence.refresh(Date.now());
    return assignment.settings;
  }

  /** The teams, as the Workspace has them now. */
  knowTeams(known: KnownTeams): void {
    const { changes, roster } = this.#context.parts;
    changes.transaction(() => roster.know(known));
  }
}
