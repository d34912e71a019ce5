/**
 * The teams that conversations can be assigned to. They are loaded after the list, and what shows them renders again when
 * its labels are another list.
 */
import type { Team } from '../../../worker/api/people/teams.ts';
import type { ApiClient } from '../../client/api/api-client.ts';
import { listTeams } from '../../client/api/people/teams.ts';

let known: readonly Team[] = [];

export function knownTeams(): readonly Team[] {
  return known;
}

/** Resolves to whether they are different from before. */
export async function loadTeams(api: ApiClient): Promise<boolean> {
  const loaded = await listTeams(api);
  const isOther = JSON.stringify(loaded) !== JSON.stringify(known);
  known = loaded;
  return isOther;
}
