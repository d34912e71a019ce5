/** An inbox's copy of the teams, which it needs to distribute conversations. The Workspace sends it after each change. */
import * as v from 'valibot';
import { distribution, maxOpen } from '../../api/automation/assignment.ts';
import { namedTeam } from '../../api/people/teams.ts';

export const knownTeam = v.object({
  ...namedTeam.entries,
  members: v.array(v.string()),
  distribution: v.nullable(distribution),
  maxOpen: v.nullable(maxOpen),
});
export type KnownTeam = v.InferOutput<typeof knownTeam>;

export const knownTeams = v.object({
  /** Grows with each change, so that an older list cannot replace a newer one. */
  version: v.number(),
  teams: v.array(knownTeam),
});
export type KnownTeams = v.InferOutput<typeof knownTeams>;
