/** The ways to sign in. Each starts a session. */
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import type {
  Agent,
  PasskeyCreationOptions,
  PasskeyRequestOptions,
  Session,
} from '../../api/people/sessions.ts';
import type { Context } from '../context.ts';
import * as agents from '../people/agents.ts';
import * as invitations from '../people/invitations.ts';
import { closeSockets, updateAccess } from '../people/open-pages.ts';
import * as passkeys from '../people/passkeys.ts';
import * as sessions from '../people/sessions.ts';
import { checkSetupToken } from '../people/setup-token.ts';
import { claimInToken } from '../people/site-login.ts';

/** The device of a sign-in, and the other origin that it is for. */
type SignInContext = Pick<sessions.SignIn, 'origin' | 'device'>;

const siteSessionLifetimeMs = 12 * 60 * 60_000;

export class SignIn {
  #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  /** Signs in the deployment's first admin, or an admin who has lost every other way in. */
  async bySetupToken(given: string, network: string, signIn: SignInContext): Promise<Session> {
    const { sql, env } = this.#context;
    const key = await sessions.newSessionKey();
    await checkSetupToken(sql, { given, setupToken: env.SETUP_TOKEN, network }, Date.now());
    const admin = agents.agentOf(sql, 'admin');
    const agent = agents.putAgent(sql, { id: 'admin', name: admin?.name ?? 'Admin', role: 'admin' });
    return this.#begin(key, agent, { ...signIn, way: 'setup-token' });
  }

  hasPasskeys(): boolean {
    return passkeys.hasPasskeys(this.#context.sql);
  }

  async passkeyOptions(site: passkeys.Site): Promise<PasskeyRequestOptions> {
    return passkeys.requestOptions(await this.#context.secrets(), site, Date.now());
  }

  async byPasskey(
    site: passkeys.Site,
    answer: AuthenticationResponseJSON,
    signIn: SignInContext,
  ): Promise<Session> {
    const { sql, secrets } = this.#context;
    const key = await sessions.newSessionKey();
    const id = await passkeys.agentWithPasskey(sql, await secrets(), site, answer, Date.now());
    return this.#begin(key, agents.requireAgent(sql, id), { ...signIn, way: 'passkey' });
  }

  /** Signs in an agent through a site's own login. */
  async bySite(token: string, audience: string, signIn: SignInContext): Promise<Session> {
    const { sql, storage, env, secrets } = this.#context;
    const key = await sessions.newSessionKey();
    const claim = await claimInToken(sql, await secrets(), token, audience, Date.now());
    const access = () => {
      const { id } = claim;
      return JSON.stringify([agents.agentOf(sql, id), agents.numbersOfAgent(sql, id)]);
    };
    const isKnown = agents.agentOf(sql, claim.id) !== null;
    const before = access();
    const { agent, session } = storage.transactionSync(() => {
      const agent = agents.putSiteAgent(sql, claim);
      const lifetimeMs = siteSessionLifetimeMs;
      return { agent, session: this.#begin(key, agent, { ...signIn, way: 'site-login', lifetimeMs }) };
    });
    if (isKnown && before !== access()) await updateAccess(sql, env, agent);
    return session;
  }

  /** The options for creating a passkey with an invitation. */
  async joinOptions(
    site: passkeys.Site,
    token: string,
  ): Promise<{ name: string; isNew: boolean; options: PasskeyCreationOptions }> {
    const { sql, secrets } = this.#context;
    const { id, agentId, name } = await invitations.invitationWith(sql, token, Date.now());
    const who = { purpose: `join/${id}`, agentId: agentId ?? id, name } as const;
    const options = await passkeys.creationOptions(sql, await secrets(), site, who, Date.now());
    return { name, isNew: agentId === null, options };
  }

  /**
   * Accepts an invitation with a new passkey, for a new agent or one who is recovering access. Recovery ends all earlier
   * sessions and passkeys, because the device is lost.
   */
  async join(
    site: passkeys.Site,
    acceptance: { token: string; response: RegistrationResponseJSON; name: string | null },
    signIn: SignInContext,
  ): Promise<Session> {
    const { token, response } = acceptance;
    const { sql, storage, env, secrets } = this.#context;
    const key = await sessions.newSessionKey();
    const invitation = await invitations.invitationWith(sql, token, Date.now());
    const { id, agentId, name, role } = invitation;
    const made = { purpose: `join/${id}`, name: signIn.device, response } as const;
    const passkey = await passkeys.checkNewPasskey(sql, await secrets(), site, made, Date.now());
    const { ended, session } = storage.transactionSync(() => {
      invitations.takeInvitation(sql, id);
      // An agent who recovers access has their current role, which may have changed during the check.
      const agent =
        agentId === null
          ? agents.putAgent(sql, { id, name: acceptance.name ?? name, role })
          : agents.requireAgent(sql, agentId);
      if (agentId === null) {
        agents.allowNumbers(sql, id, invitation.numbers);
        agents.allowPermissions(sql, id, invitation.permissions);
      }
      passkeys.forgetPasskeys(sql, agent.id);
      passkeys.keepPasskey(sql, agent.id, passkey, Date.now());
      this.#context.record(agent, 'agent.join', agent.name);
      const ended = sessions.end(sql, agent.id, { except: null });
      return { ended, session: this.#begin(key, agent, { ...signIn, way: 'invitation' }) };
    });
    await closeSockets(sql, env, ended);
    return session;
  }

  #begin(key: sessions.SessionKey, agent: Agent, signIn: sessions.SignIn): Session {
    this.#context.record(agent, 'session.begin', `${signIn.way}, ${signIn.device}`);
    return sessions.begin(this.#context.sql, key, agent, signIn, Date.now());
  }
}
