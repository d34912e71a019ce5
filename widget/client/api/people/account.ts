/** The agent who is signed in: their numbers, sessions and passkeys. */
import type {
  PublicKeyCredentialCreationOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/browser';
import type { Me, Passkey, SessionInfo } from '../../../../worker/api/people/sessions.ts';
import type { ProfileChange, TeamMember } from '../../../../worker/api/people/team.ts';
import type { ApiClient } from '../api-client.ts';

export const getMe = (api: ApiClient): Promise<Me> => api.call('GET /me');

export const changeProfile = (api: ApiClient, change: ProfileChange): Promise<TeamMember> =>
  api.call('PUT /me', { body: change });

/** Square, as JPEG or PNG. */
export const setPicture = (api: ApiClient, picture: Blob): Promise<TeamMember> =>
  api.call('PUT /me/picture', { body: picture });

export const listSessions = (api: ApiClient): Promise<{ sessions: SessionInfo[]; current: string }> =>
  api.call('GET /sessions');

export const endSession = (api: ApiClient, id: string): Promise<void> =>
  api.call('DELETE /sessions/:id', { id });

/** Ends all sessions but this one. */
export const endOtherSessions = (api: ApiClient): Promise<void> => api.call('DELETE /sessions');

export const listPasskeys = (api: ApiClient): Promise<Passkey[]> => api.call('GET /passkeys');

export const getNewPasskeyOptions = (api: ApiClient): Promise<PublicKeyCredentialCreationOptionsJSON> =>
  api.call('POST /passkeys/options');

export const addPasskey = (api: ApiClient, response: RegistrationResponseJSON): Promise<Passkey> =>
  api.call('POST /passkeys', { body: { response } });

export const removePasskey = (api: ApiClient, id: string): Promise<void> =>
  api.call('DELETE /passkeys/:id', { id });
