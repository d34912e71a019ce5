/** The team: agents, invitations, API tokens and the audit log. */

import type {
  AgentChange,
  ApiToken,
  ApiTokenRequest,
  AuditEntry,
  Invitation,
  Invite,
  NewApiToken,
  NewInvitation,
  RemovedAgent,
  TeamMember,
} from '../../../../worker/api/people/team.ts';
import type { Page } from '../../../../worker/api/values.ts';
import type { ApiClient } from '../api-client.ts';

export const listAgents = (api: ApiClient): Promise<TeamMember[]> => api.call('GET /agents');

export const changeAgent = (api: ApiClient, id: string, change: AgentChange): Promise<TeamMember> =>
  api.call('PUT /agents/:id', { id, body: change });

/** `picture` is the id of the member. */
export const getPicture = (api: ApiClient, id: string, picture: string): Promise<Blob> =>
  api.file('GET /agents/:id/pictures/:picture', { id, picture });

export const removeAgent = (api: ApiClient, id: string): Promise<void> =>
  api.call('DELETE /agents/:id', { id });

export const listRemovedAgents = (api: ApiClient): Promise<RemovedAgent[]> => api.call('GET /agents/removed');

export const restoreAgent = (api: ApiClient, id: string): Promise<TeamMember> =>
  api.call('POST /agents/removed/:id', { id });

export const listInvitations = (api: ApiClient): Promise<Invitation[]> => api.call('GET /invitations');

/** Invites a new agent, or one who has lost their passkeys. */
export const invite = (api: ApiClient, agent: Invite): Promise<NewInvitation> =>
  api.call('POST /invitations', { body: agent });

export const withdrawInvitation = (api: ApiClient, id: string): Promise<void> =>
  api.call('DELETE /invitations/:id', { id });

export const listTokens = (api: ApiClient): Promise<ApiToken[]> => api.call('GET /tokens');

export const createToken = (api: ApiClient, token: ApiTokenRequest): Promise<NewApiToken> =>
  api.call('POST /tokens', { body: token });

export const revokeToken = (api: ApiClient, id: string): Promise<void> =>
  api.call('DELETE /tokens/:id', { id });

/** `before` is the `next` of the previous page. */
export const listAuditLog = (
  api: ApiClient,
  { before, limit }: { before: string | null; limit: number },
): Promise<Page<AuditEntry>> => api.call('GET /audit', { query: { before, limit } });
