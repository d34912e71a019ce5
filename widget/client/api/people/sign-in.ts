/** Signing in, and joining the team with an invitation: before there is a session. */
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/browser';
import type { Session, SignInWays } from '../../../../worker/api/people/sessions.ts';
import { callOpen } from '../api-client.ts';

/** `forOrigin` is the site whose pages will use the session. */
export type SignInProof =
  | { setupToken: string }
  | { passkey: AuthenticationResponseJSON; forOrigin?: string };

export const signIn = (origin: string, proof: SignInProof): Promise<Session> =>
  callOpen(origin, 'POST /sessions', { body: proof });

export const getPasskeyOptions = (origin: string): Promise<PublicKeyCredentialRequestOptionsJSON> =>
  callOpen(origin, 'POST /sessions/options');

/** Which ways to sign in there are. */
export const getSignInWays = (origin: string): Promise<SignInWays> => callOpen(origin, 'GET /sessions/ways');

/** Whether a site is on the list of those that may show the inbox. */
export async function isAllowedSite(origin: string, site: string): Promise<boolean> {
  const answer: { allowed: boolean } = await callOpen(origin, 'POST /sessions/origin', {
    body: { origin: site },
  });
  return answer.allowed;
}

/** `token` is the secret part of the invitation's link. */
export const getJoinOptions = (
  origin: string,
  token: string,
): Promise<{ name: string; isNew: boolean; options: PublicKeyCredentialCreationOptionsJSON }> =>
  callOpen(origin, 'POST /invitations/options', { body: { token } });

/** `name` is a new agent's own name. */
export const join = (
  origin: string,
  acceptance: { token: string; response: RegistrationResponseJSON; name?: string },
): Promise<Session> => callOpen(origin, 'POST /invitations/join', { body: acceptance });
