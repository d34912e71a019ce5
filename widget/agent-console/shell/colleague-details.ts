/** What is known of colleagues beyond their names: their pictures and teams. */
import type { TeamMember } from '../../../worker/api/people/team.ts';
import type { ApiClient } from '../../client/api/api-client.ts';
import { loadPictures } from '../ui/agent-pictures.ts';
import { loadTeams } from '../ui/known-teams.ts';

/** Resolves to whether there is something new to show. */
export async function loadDetails(api: ApiClient, team: readonly TeamMember[]): Promise<boolean> {
  const isNew = await Promise.all([loadPictures(api, team), loadTeams(api)]);
  return isNew.includes(true);
}
