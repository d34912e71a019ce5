/** Passkeys, as an attacker sees them: every answer counts once, for what it was asked, from our own pages. */

import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Passkey, Session } from '../../../../worker/api/people/sessions.ts';
import type { NewInvitation, TeamMember } from '../../../../worker/api/people/team.ts';
import { workspaceOf } from '../../../../worker/objects.ts';
import { requestOptions } from '../../../../worker/workspace/people/passkeys.ts';
import { masterKeysIn, openVault } from '../../../../worker/workspace/secrets/vault.ts';
import { Authenticator, userPresent } from '../../support/authenticator.ts';
import { call, codeOf, signIn, siteSession } from '../../support/webhooks.ts';

let admin: string;
beforeAll(async () => {
  admin = await signIn();
});

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
  it('a passkey signs its agent in', async () => {
    const device = new Authenticator();
    expect((await join(await invited({ name: 'Ida', role: 'agent' }), device)).status).toBe(201);
    const answer = await call('POST', '/api/sessions', {
      body: { passkey: await device.use(await request()) },
    });
    expect((await answer.json<Session>()).agent).toMatchObject({ name: 'Ida', role: 'agent' });
  });

  it('a passkey answers a challenge once, even if two answers arrive at the same moment', async () => {
    const device = new Authenticator();
    await join(await invited({ name: 'Once', role: 'agent' }), device);
    const passkey = await device.use(await request());
    const answers = await Promise.all(
      [1, 2, 3].map(() => call('POST', '/api/sessions', { body: { passkey } })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 401, 401]);
  });

  it('a passkey whose counter does not grow is rejected, because it was copied', async () => {
    const device = new Authenticator();
    await join(await invited({ name: 'Count', role: 'agent' }), device);
    const at = async (counter: number) => {
      const passkey = await device.use(await request(), { counter });
      return (await call('POST', '/api/sessions', { body: { passkey } })).status;
    };
    expect([await at(5), await at(6), await at(6), await at(3), await at(7)]).toEqual([
      201, 201, 401, 401, 201,
    ]);
  });

  it('a passkey is rejected from another site’s page, and for another purpose', async () => {
    const device = new Authenticator();
    await join(await invited({ name: 'Purpose', role: 'agent' }), device);
    const phished = await device.use(await request(), { at: 'https://inbox.example.evil.example' });
    const asked = (body: object) => call('POST', '/api/sessions', { body });
    expect(await codeOf(await asked({ passkey: phished }))).toBe('passkey_refused');
    const { challenge } = await creation(admin);
    const crossed = await device.use({ challenge, rpId: 'inbox.example' });
    expect(await codeOf(await asked({ passkey: crossed }))).toBe('passkey_refused');
    const unknown = await new Authenticator().use(await request());
    expect(await codeOf(await asked({ passkey: unknown }))).toBe('unknown_passkey');
  });

  it('a passkey is rejected if the device was not unlocked for it', async () => {
    const device = new Authenticator();
    const careless = await device.make(await joining(await invited({ name: 'Cara', role: 'agent' })), {
      flags: userPresent,
    });
    const token = await invited({ name: 'Cara', role: 'agent' });
    const answer = await call('POST', '/api/invitations/join', { body: { token, response: careless } });
    expect(await codeOf(answer)).toBe('passkey_refused');
    const made = await device.make(await creation(admin), { flags: userPresent });
    expect(
      await codeOf(await call('POST', '/api/passkeys', { token: admin, body: { response: made } })),
    ).toBe('passkey_refused');
    await join(await invited({ name: 'Cara', role: 'agent' }), device);
    const passkey = await device.use(await request(), { flags: userPresent });
    expect(await codeOf(await call('POST', '/api/sessions', { body: { passkey } }))).toBe('passkey_refused');
    const unlocked = await device.use(await request());
    expect((await call('POST', '/api/sessions', { body: { passkey: unlocked } })).status).toBe(201);
  });

  it('a passkey requires an unlocked device, and a key that names its owner', async () => {
    expect(await request()).toMatchObject({ userVerification: 'required', rpId: 'inbox.example' });
    expect((await creation(admin)).authenticatorSelection).toMatchObject({
      userVerification: 'required',
      residentKey: 'required',
    });
  });

  it('a passkey answers a challenge within five minutes', async () => {
    const device = new Authenticator();
    await join(await invited({ name: 'Slow', role: 'agent' }), device);
    const vault = await openVault(masterKeysIn(env));
    const site = { origin: 'https://inbox.example', host: 'inbox.example' };
    const askedAgo = (milliseconds: number) => requestOptions(vault, site, Date.now() - milliseconds);
    const answer = async (milliseconds: number) => {
      const passkey = await device.use(await askedAgo(milliseconds));
      return call('POST', '/api/sessions', { body: { passkey } });
    };
    expect(await codeOf(await answer(5 * 60_000 + 1))).toBe('passkey_refused');
    expect((await answer(4 * 60_000)).status).toBe(201);
  });

  it('a passkey is rejected for a challenge that we did not create', async () => {
    const device = new Authenticator();
    await join(await invited({ name: 'Forger', role: 'agent' }), device);
    const { challenge } = await request();
    const text = atob(challenge.replaceAll('-', '+').replaceAll('_', '/'));
    const later = text.replace(/\.\d+\./, `.${Date.now() + 24 * 60 * 60_000}.`);
    const forged = btoa(later).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
    const passkey = await device.use({ challenge: forged, rpId: 'inbox.example' });
    expect(await codeOf(await call('POST', '/api/sessions', { body: { passkey } }))).toBe('passkey_refused');
  });

  it('a passkey for one invitation cannot accept another', async () => {
    const [mine, theirs] = [
      await invited({ name: 'Mine', role: 'agent' }),
      await invited({ name: 'Theirs', role: 'admin' }),
    ];
    const response = await new Authenticator().make(await joining(mine));
    const answer = await call('POST', '/api/invitations/join', { body: { token: theirs, response } });
    expect(await codeOf(answer)).toBe('passkey_refused');
  });

  it('a passkey is removed by its own agent only, and no longer signs in', async () => {
    const device = new Authenticator();
    const { token } = await (
      await join(await invited({ name: 'Own', role: 'agent' }), device)
    ).json<Session>();
    const [passkey] = await passkeysOf(token);
    const path = `/api/passkeys/${passkey?.id}`;
    expect(await codeOf(await call('DELETE', path, { token: admin }))).toBe('passkey_not_found');
    const before = await device.use(await request());
    expect((await call('POST', '/api/sessions', { body: { passkey: before } })).status).toBe(201);
    expect((await call('DELETE', path, { token })).status).toBe(204);
    const after = await device.use(await request());
    expect(await codeOf(await call('POST', '/api/sessions', { body: { passkey: after } }))).toBe(
      'unknown_passkey',
    );
  });

  it('an agent with any id of a site’s own login can create a passkey', async () => {
    const token = await siteSession(admin, { sub: 'zoë.b@shop.example', name: 'Zoë' });
    const response = await new Authenticator().make(await creation(token));
    expect((await call('POST', '/api/passkeys', { token, body: { response } })).status).toBe(201);
    expect(await passkeysOf(token)).toHaveLength(1);
  });

  it('a passkey of another agent is not taken over', async () => {
    const device = new Authenticator();
    await join(await invited({ name: 'First', role: 'agent' }), device);
    const response = await device.make(await creation(admin));
    expect(await codeOf(await call('POST', '/api/passkeys', { token: admin, body: { response } }))).toBe(
      'passkey_known',
    );
  });
});

describe('an invitation', () => {
  it('an invitation is valid for three days', async () => {
    const token = await invited({ name: 'Later', role: 'agent' });
    const options = () => call('POST', '/api/invitations/options', { body: { token } });
    const shift = (milliseconds: number) =>
      runInDurableObject(workspaceOf(env), (_, { storage }) =>
        storage.sql.exec(
          "UPDATE invitation SET expires_at = expires_at - ? WHERE name = 'Later'",
          milliseconds,
        ),
      );
    const day = 24 * 60 * 60_000;
    await shift(3 * day - 60_000);
    const response = await new Authenticator().make(await joining(token));
    await shift(2 * 60_000);
    expect(await codeOf(await options())).toBe('invitation_over');
    const late = await call('POST', '/api/invitations/join', { body: { token, response } });
    expect(await codeOf(late)).toBe('invitation_over');
    const open = await (await call('GET', '/api/invitations', { token: admin })).text();
    expect(open).not.toContain('Later');
  });

  it.each([
    ['is removed', 'DELETE', undefined],
    ['is no admin any more', 'PUT', { role: 'agent' }],
  ])('an invitation ends once the admin who created it %s', async (name, method, body) => {
    const sub = `inviter who ${name}`;
    const inviter = await siteSession(admin, { sub, name: 'Ivo', role: 'admin' });
    const answer = await call('POST', '/api/invitations', {
      token: inviter,
      body: { name: 'A way back', role: 'admin' },
    });
    const link = (await answer.json<NewInvitation>()).url;
    const token = new URL(link).hash.replace('#invitation=', '');
    const options = () => call('POST', '/api/invitations/options', { body: { token } });
    expect((await options()).status).toBe(200);
    const path = `/api/agents/${encodeURIComponent(`site/${sub}`)}`;
    await call(method, path, { token: admin, ...(body && { body }) });
    const over = await options();
    expect(over.status).toBe(410);
    expect(await codeOf(over)).toBe('invitation_over');
  });

  it('an invitation admits one device, even if two arrive at the same moment', async () => {
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

  it('an invitation to recover access ends the lost device’s access', async () => {
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
