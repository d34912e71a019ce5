/** Named teams, to which conversations can be assigned. */
import type { NewTeam, Team } from '../../../../worker/api/people/teams.ts';
import type { ApiClient } from '../api-client.ts';

export const listTeams = (api: ApiClient): Promise<Team[]> => api.call('GET /teams');

export const createTeam = (api: ApiClient, team: NewTeam): Promise<Team> =>
  api.call('POST /teams', { body: team });

export const changeTeam = (api: ApiClient, id: string, team: NewTeam): Promise<Team> =>
  api.call('PUT /teams/:id', { id, body: team });

/** Its conversations keep their assignees. */
export const deleteTeam = (api: ApiClient, id: string): Promise<void> =>
  api.call('DELETE /teams/:id', { id });
