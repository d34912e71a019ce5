/** How conversations are assigned: the teams. */
import type { KnownTeams } from '../../workspace/people/known-teams.ts';
import type { Context } from '../context.ts';

export class Assignment {
  #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  /** The teams, as the Workspace has them now. */
  knowTeams(known: KnownTeams): void {
    const { changes, roster } = this.#context.parts;
    changes.transaction(() => roster.know(known));
  }
}
