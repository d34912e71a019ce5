/** Passkeys, as an attacker sees them: every answer counts once, for what it was asked, from our own pages. */
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ErrorBody, NewInvitation, Passkey, Session, TeamMember } from '../../worker/api.ts';
import { Authenticator } from './authenticator.ts';
import { call, signIn, siteSession } from './webhooks.ts';

let admin: string;
beforeAll(async () => {
  admin = await signIn();
});

const codeOf = async (answer: Response) => (await answer.json<ErrorBody>()).error.code;
const creation = async (token: string) =>
  (await call('POST', '/api/passkeys/options', { token })).json<PublicKeyCredentialCreationOptionsJSON>();
const request = async () =>
  (await call('POST', '/api/sessions/options')).json<PublicKeyCredentialRequestOptionsJSON>();
const passkeysOf = async (token: string) => (await call('GET', '/api/passkeys', { token })).json<Passkey[]>();

async function invited(body: object): Promise<string> {
  const made = await (await call('POST', '/api/invitations', { token: admin, body })).json<NewInvitation>();
  return new URL(made.url).hash.replace('#invitation=', '');
}

async function joining(token: string): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const answer = await call('POST', '/api/invitations/options', { body: { token } });
  return (await answer.json<{ options: PublicKeyCredentialCreationOptionsJSON }>()).options;
}

async function join(token: string, device: Authenticator): Promise<Response> {
  const response = await device.make(await joining(token));
  return call('POST', '/api/invitations/join', { body: { token, response } });
}

describe('a passkey', () => {
  it('signs its agent in', async () => {
    const device = new Authenticator();
    expect((await join(await invited({ name: 'Ida', role: 'agent' }), device)).status).toBe(201);
    const answer = await call('POST', '/api/sessions', {
      body: { passkey: await device.use(await request()) },
    });
    expect((await answer.json<Session>()).agent).toMatchObject({ name: 'Ida', role: 'agent' });
  });

  it('answers a challenge once, also when two answers come at the same moment', async () => {
    const device = new Authenticator();
    await join(await invited({ name: 'Once', role: 'agent' }), device);
    const passkey = await device.use(await request());
    const answers = await Promise.all(
      [1, 2, 3].map(() => call('POST', '/api/sessions', { body: { passkey } })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 401, 401]);
  });

  it('is refused from another site’s page, and for another purpose', async () => {
    const device = new Authenticator();
    await join(await invited({ name: 'Purpose', role: 'agent' }), device);
    const phished = await device.use(await request(), 'https://inbox.example.evil.example');
    const asked = (body: object) => call('POST', '/api/sessions', { body });
    expect(await codeOf(await asked({ passkey: phished }))).toBe('passkey_refused');
    const { challenge } = await creation(admin);
    const crossed = await device.use({ challenge, rpId: 'inbox.example' });
    expect(await codeOf(await asked({ passkey: crossed }))).toBe('passkey_refused');
    const unknown = await new Authenticator().use(await request());
    expect(await codeOf(await asked({ passkey: unknown }))).toBe('unknown_passkey');
  });

  it('can be made by an agent whose id a site has chosen, whatever stands in it', async () => {
    const token = await siteSession(admin, { sub: 'zoë.b@shop.example', name: 'Zoë' });
    const response = await new Authenticator().make(await creation(token));
    expect((await call('POST', '/api/passkeys', { token, body: { response } })).status).toBe(201);
    expect(await passkeysOf(token)).toHaveLength(1);
  });

  it('that is somebody else’s already is not taken over', async () => {
    const device = new Authenticator();
    await join(await invited({ name: 'First', role: 'agent' }), device);
    const response = await device.make(await creation(admin));
    expect(await codeOf(await call('POST', '/api/passkeys', { token: admin, body: { response } }))).toBe(
      'passkey_known',
    );
  });
});

describe('an invitation', () => {
  it('lets one device in, also when two come at the same moment', async () => {
    const token = await invited({ name: 'Racer', role: 'agent' });
    const devices = [new Authenticator(), new Authenticator()];
    const made = await Promise.all(devices.map(async (device) => device.make(await joining(token))));
    const answers = await Promise.all(
      made.map((response) => call('POST', '/api/invitations/join', { body: { token, response } })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 410]);
    const signIns = await Promise.all(
      devices.map(async (device) =>
        call('POST', '/api/sessions', { body: { passkey: await device.use(await request()) } }),
      ),
    );
    expect(signIns.map(({ status }) => status).sort()).toEqual([201, 401]);
  });

  it('of somebody who has lost their device puts the lost one out', async () => {
    const lost = new Authenticator();
    const first = await (await join(await invited({ name: 'Lost', role: 'agent' }), lost)).json<Session>();
    const found = new Authenticator();
    const again = await (await join(await invited({ agentId: first.agent.id }), found)).json<Session>();
    expect(again.agent.id).toBe(first.agent.id);
    expect((await call('GET', '/api/me', { token: first.token })).status).toBe(401);
    const passkey = await lost.use(await request());
    expect(await codeOf(await call('POST', '/api/sessions', { body: { passkey } }))).toBe('unknown_passkey');
    const team = await (await call('GET', '/api/agents', { token: admin })).json<TeamMember[]>();
    expect(team.find(({ id }) => id === first.agent.id)?.passkeys).toBe(1);
  });
});
