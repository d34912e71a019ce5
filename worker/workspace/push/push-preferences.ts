import * as v from 'valibot';
import { type PushPreferences, pushPreferences } from '../../api/people/push.ts';

/** The preferences of a device, as they are stored. */
export function readPreferences(json: string): PushPreferences {
  return v.parse(pushPreferences, JSON.parse(json));
}
