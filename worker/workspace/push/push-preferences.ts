import * as v from 'valibot';
import type { PushPreferences } from '../../api.ts';

const stored = v.object({
  whose: v.picklist(['mine', 'unassigned', 'all']),
  muted: v.array(v.string()),
  showText: v.boolean(),
  // A device that was set up before there were alerts does not say it.
  alerts: v.optional(v.boolean(), true),
  quiet: v.nullable(v.object({ from: v.string(), to: v.string(), timeZone: v.string() })),
}) satisfies v.GenericSchema<unknown, PushPreferences>;

/** What a device is told of, as it is stored. */
export function readPreferences(json: string): PushPreferences {
  return v.parse(stored, JSON.parse(json));
}
