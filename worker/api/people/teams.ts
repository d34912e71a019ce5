/** Named teams: groups of agents to whom conversations are assigned. Everybody together is in `team.ts`. */
import * as v from 'valibot';
import { distribution, maxOpen } from '../automation/assignment.ts';
import { labelColor } from '../conversations/labels.ts';
import { agentId, text } from '../values.ts';

export const maxTeams = 100;
const maxMembers = 200;

/** A team, with the name that it had at the time. */
export const namedTeam = v.object({ id: v.string(), name: v.string() });
export type NamedTeam = v.InferOutput<typeof namedTeam>;

export const team = v.object({
  ...namedTeam.entries,
  color: labelColor,
  /** The ids of its agents. */
  members: v.array(v.string()),
  /** How its conversations are distributed among them; null: as each number does. */
  distribution: v.nullable(distribution),
  /** How many open conversations of a number each of them can have; null: as each number says. */
  maxOpen: v.nullable(maxOpen),
});
export type Team = v.InferOutput<typeof team>;

export const newTeam = v.strictObject({
  name: text(40),
  color: v.optional(labelColor, 'gray'),
  /** The ids of its agents. */
  members: v.optional(v.pipe(v.array(agentId), v.maxLength(maxMembers)), () => []),
  /** How its conversations are distributed among them; null: as each number does. */
  distribution: v.optional(v.nullable(distribution), null),
  /** How many open conversations of a number each of them can have; null: as each number says. */
  maxOpen: v.optional(v.nullable(maxOpen), null),
});
export type NewTeam = v.InferInput<typeof newTeam>;
export type CheckedTeam = v.InferOutput<typeof newTeam>;
