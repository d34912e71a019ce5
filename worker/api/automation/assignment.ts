/** How conversations are distributed among the agents of a number or of a team. */
import * as v from 'valibot';
import { teamId } from '../values.ts';
import { wholeBetween } from './settings.ts';

/**
 * `manual`: agents assign conversations themselves. `round-robin`: to each available agent in turn. `least-open`: to the
 * available agent who has the fewest open conversations of the number.
 */
export const distribution = v.picklist(['manual', 'round-robin', 'least-open']);
export type Distribution = v.InferOutput<typeof distribution>;

/** How many open conversations of a number an agent can have before nothing more is distributed to them. */
export const maxOpen = wholeBetween(1, 500);

const minutes = wholeBetween(5, 24 * 60);

/** When a waiting customer's conversation is taken from its assignee. Only the business hours of the number count. */
export const reassignment = v.strictObject({
  /** Minutes without an answer; null: it stays however long the customer waits. */
  afterMinutes: v.nullable(minutes),
  /** Minutes for which the assignee has been away or offline; null: it stays. */
  offlineMinutes: v.nullable(minutes),
  /** `next`: to the next agent of the distribution, or nobody if there is none. `nobody`: it is unassigned. */
  to: v.optional(v.picklist(['next', 'nobody']), 'next'),
});
export type Reassignment = v.InferOutput<typeof reassignment>;

/** How the conversations of a number are assigned. */
export const assignmentSettings = v.strictObject({
  /** Among everybody with access to the number, or the members of its team. A team can have its own. */
  distribution: v.optional(distribution, 'manual'),
  /** The id of the team that gets conversations without one; null: none. */
  team: v.optional(v.nullable(teamId), null),
  /** How many open conversations of the number an agent can have; null: any number. */
  maxOpen: v.optional(v.nullable(maxOpen), null),
  /** Whether a customer who writes again gets the agent whom they had last, if that agent is available. */
  lastAgentFirst: v.optional(v.boolean(), true),
  /** Minutes without a key or a pointer after which an agent is not available any more; null: they stay available. */
  idleAfterMinutes: v.optional(v.nullable(wholeBetween(1, 24 * 60)), 15),
  /** Null: conversations stay with their assignees. */
  reassign: v.optional(v.nullable(reassignment), null),
});
export type AssignmentSettings = v.InferOutput<typeof assignmentSettings>;
export type AssignmentChange = v.InferInput<typeof assignmentSettings>;
