/** How conversations are distributed among the agents of a number or of a team. */
import * as v from 'valibot';

/**
 * `manual`: agents assign conversations themselves. `round-robin`: to each agent who is online in turn. `least-open`: to
 * the agent online who has the fewest open conversations of the number.
 */
export const distribution = v.picklist(['manual', 'round-robin', 'least-open']);
export type Distribution = v.InferOutput<typeof distribution>;

/** How many open conversations of a number an agent can have before nothing more is distributed to them. */
export const maxOpen = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500));
