/** What Meta keeps of a number, by the Worker's API: checked before it is sent, told in the log, and refused as Meta refused. */
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { BlockedCustomer } from '../../../../worker/api/conversations/contacts.ts';
import type { ConversationPage } from '../../../../worker/api/conversations/conversations.ts';
import type { ErrorBody } from '../../../../worker/api/errors.ts';
import type { AuditEntry } from '../../../../worker/api/people/team.ts';
import type { Page } from '../../../../worker/api/values.ts';
import { jpeg, png } from '../../../fixtures/pictures.ts';
import { call, connectNumber, post, signIn, text, webhook } from '../../support/webhooks.ts';

const number = '106540352242955';
const path = `/api/inboxes/${number}`;
let token: string;
/** What Meta was asked, and what it says to each. */
let asked: { method: string; path: string; body: unknown; headers: Headers }[] = [];
let says: (method: string, path: string) => Response | undefined = () => undefined;

beforeAll(async () => {
  token = await signIn();
  await connectNumber(token, number);
  vi.stubGlobal('fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input, init);
    const { pathname } = new URL(request.url);
    const isJson = request.headers.get('content-type') === 'application/json';
    const body = isJson ? await request.json() : (await request.arrayBuffer()).byteLength;
    asked.push({ method: request.method, path: pathname, body, headers: request.headers });
    return says(request.method, pathname) ?? Response.json({ success: true });
  });
});
afterEach(() => {
  asked = [];
  says = () => undefined;
});

async function refusal(answer: Response): Promise<[number, ErrorBody['error']]> {
  return [answer.status, (await answer.json<ErrorBody>()).error];
}

async function lastAudited(): Promise<string> {
  const { rows } = await (await call('GET', '/api/audit', { token })).json<Page<AuditEntry>>();
  const [last] = rows;
  return `${last?.action} ${last?.subject}`;
}

const profileAtMeta = (more: object = {}) => Response.json({ data: [{ about: 'Lamps', ...more }] });

describe('the business profile', () => {
  it('the business profile is read in both forms that Meta documents, without the photo’s address', async () => {
    const wanted = {
      ...{ about: 'Lamps', address: '', description: '', email: '', websites: [], vertical: '' },
      hasPhoto: true,
    };
    const picture = { profile_picture_url: 'https://pps.whatsapp.net/v/secret' };
    says = () => profileAtMeta(picture);
    expect(await (await call('GET', `${path}/profile`, { token })).json()).toEqual(wanted);
    says = () => Response.json({ data: [{ business_profile: { about: 'Lamps', ...picture } }] });
    expect(await (await call('GET', `${path}/profile`, { token })).json()).toEqual(wanted);
  });

  it('a change of the business profile sends only the given fields to Meta, and is in the audit log', async () => {
    says = (method) => (method === 'GET' ? profileAtMeta() : undefined);
    const body = { about: ' Lamps ', websites: ['https://lumen.example'] };
    expect((await call('PUT', `${path}/profile`, { token, body })).status).toBe(200);
    expect(asked[0]).toMatchObject({
      path: `/v23.0/${number}/whatsapp_business_profile`,
      body: { messaging_product: 'whatsapp', about: 'Lamps', websites: ['https://lumen.example'] },
    });
    expect(await lastAudited()).toBe('number.profile +1 555 078 3881: about, websites');
  });

  it.each([
    ['about', { about: ' ' }],
    ['description', { description: 'x'.repeat(513) }],
    ['email', { email: 'hello' }],
    ['websites.0', { websites: ['lumen.example'] }],
    ['websites', { websites: Array.from({ length: 3 }, () => 'https://lumen.example') }],
    ['vertical', { vertical: 'POTTERY' }],
  ])('is not sent with a wrong %s', async (field, body) => {
    const [status, error] = await refusal(await call('PUT', `${path}/profile`, { token, body }));
    expect([status, error.code]).toEqual([422, 'invalid_input']);
    expect(error.details).toMatchObject([{ path: field }]);
    expect(asked).toEqual([]);
  });

  it('a change of the business profile shows Meta’s own reason, and failures without one', async () => {
    const details = 'Param about must be shorter.';
    says = () =>
      Response.json({ error: { code: 100, message: 'no', error_data: { details } } }, { status: 400 });
    const put = () => call('PUT', `${path}/profile`, { token, body: { about: 'x' } });
    const [status, error] = await refusal(await put());
    expect([status, error.code]).toEqual([422, 'refused_by_meta']);
    expect(error.message).toContain(details);
    says = () => Response.json({ error: { code: 4, message: 'too many' } }, { status: 400 });
    expect((await refusal(await put()))[1].code).toBe('meta_busy');
    says = () => new Response('<html>', { status: 502 });
    expect((await refusal(await put()))[1].code).toBe('meta_unreachable');
  });
});

describe('the block list', () => {
  const known = '15550108101';
  const stranger = '15550108102';
  const blockAnswer = (list: string, phone: string) =>
    Response.json({ block_users: { [list]: [{ input: `+${phone}`, wa_id: phone }] } });
  const listed = async (query = '') =>
    (await call('GET', `${path}/blocked${query}`, { token })).json<Page<BlockedCustomer>>();

  it('the block list is as at Meta, with what the inbox knows, page by page', async () => {
    await post(webhook(number, text(known, 'wamid.blocked.1', Date.now(), 'Spam')));
    const page = await call('GET', `${path}/conversations`, { token });
    const conversation = (await page.json<ConversationPage>()).rows.find(
      ({ contact }) => contact.phone === known,
    );
    says = () => blockAnswer('added_users', known);
    const before = Date.now();
    await call('PUT', `${path}/conversations/${conversation?.id}/block`, { token });
    asked = [];
    says = () =>
      Response.json({
        data: [known, stranger].map((wa_id) => ({ messaging_product: 'whatsapp', wa_id })),
        paging: { cursors: { before: 'A', after: 'B' }, next: 'https://graph.facebook.com/next' },
      });
    const { rows, next } = await listed('?after=Z');
    expect(rows).toEqual([
      {
        ...{ phone: known, conversation: conversation?.id, name: conversation?.contact.name },
        blockedAt: expect.toSatisfy((at: number) => at >= before && at <= Date.now()),
      },
      { phone: stranger, conversation: null, name: null, blockedAt: null },
    ]);
    expect(next).toBe('B');
    expect(asked).toMatchObject([{ method: 'GET', path: expect.stringMatching(/\/block_users$/) }]);
  });

  it('unblocking by number also unblocks the conversation', async () => {
    says = () => blockAnswer('removed_users', known);
    expect((await call('DELETE', `${path}/blocked/${known}`, { token })).status).toBe(204);
    says = () => Response.json({ data: [{ wa_id: known }] });
    expect((await listed()).rows).toMatchObject([{ phone: known, blockedAt: null }]);
    says = () => blockAnswer('removed_users', stranger);
    expect((await call('DELETE', `${path}/blocked/${stranger}`, { token })).status).toBe(204);
    expect(asked.at(-1)?.body).toMatchObject({ block_users: [{ user: `+${stranger}` }] });
  });

  it('a number stays blocked if Meta does not unblock it, and an invalid number is rejected', async () => {
    says = () => Response.json({ error: { code: 139100, message: 'no' } }, { status: 400 });
    expect(await refusal(await call('DELETE', `${path}/blocked/${known}`, { token }))).toMatchObject([
      502,
      { code: 'block_failed' },
    ]);
    asked = [];
    expect(await refusal(await call('DELETE', `${path}/blocked/abc`, { token }))).toMatchObject([
      422,
      { code: 'invalid_phone' },
    ]);
    expect(asked).toEqual([]);
  });
});

describe('the profile photo', () => {
  const upload = (type: string, bytes: Uint8Array<ArrayBuffer>) =>
    call('PUT', `${path}/profile/photo`, {
      token,
      headers: { 'Content-Type': type, 'Content-Length': String(bytes.byteLength) },
      bytes,
    });

  it('the profile photo is uploaded for the token’s app, and referred to by its handle', async () => {
    says = (method, at) => {
      if (at.endsWith('/debug_token')) return Response.json({ data: { is_valid: true, app_id: '670' } });
      if (at.endsWith('/670/uploads')) return Response.json({ id: 'upload:abc?sig=def' });
      if (at.endsWith('/upload:abc')) return Response.json({ h: '4::handle' });
      return method === 'GET' ? profileAtMeta() : undefined;
    };
    expect((await upload('image/png', png(640, 640))).status).toBe(200);
    const sent = asked.find((one) => one.path.endsWith('/upload:abc'));
    expect(sent?.body).toBe(png(640, 640).byteLength);
    expect(sent?.headers.get('file_offset')).toBe('0');
    expect(sent?.headers.get('authorization')).toMatch(/^OAuth /);
    expect(asked.map(({ body }) => body)).toContainEqual({
      messaging_product: 'whatsapp',
      profile_picture_handle: '4::handle',
    });
    expect(await lastAudited()).toBe('number.profile +1 555 078 3881: photo');
  });

  it('the profile photo is a JPEG or PNG of at most 5 MB', async () => {
    const tooLarge = new Uint8Array(5 * 1024 * 1024 + 1);
    const refused = [
      await upload('image/webp', new Uint8Array(9)),
      await upload('image/png', tooLarge),
      await upload('image/png', new Uint8Array(0)),
    ];
    const codes = await Promise.all(refused.map(async (answer) => (await refusal(answer))[1].code));
    expect(codes.slice(0, 2)).toEqual(['photo_type', 'photo_too_large']);
    expect(['photo_empty', 'length_required']).toContain(codes[2]);
    expect(asked).toEqual([]);
  });

  it.each([
    ['photo_too_small', 'of 191 pixels on one side', 'image/png', png(640, 191)],
    ['photo_too_small', 'of 191 pixels on the other', 'image/jpeg', jpeg(191, 640)],
    ['photo_type', 'that only calls itself a PNG', 'image/png', new Uint8Array(99)],
  ])(
    'the profile photo is rejected with %s for one %s, before Meta is asked',
    async (code, _, type, bytes) => {
      const answer = await upload(type, bytes);
      expect([answer.status, (await refusal(answer))[1].code]).toEqual([422, code]);
      expect(asked).toEqual([]);
    },
  );

  it('the profile photo is shown through the Worker, from Meta’s own hosts only, and without the token', async () => {
    const at = (profile_picture_url: string) => {
      says = (_, where) =>
        where.endsWith('/whatsapp_business_profile')
          ? profileAtMeta({ profile_picture_url })
          : new Response('bytes', { headers: { 'Content-Type': 'image/jpeg' } });
    };
    at('https://pps.whatsapp.net/v/photo');
    const shown = await call('GET', `${path}/profile/photo`, { token });
    expect(await shown.text()).toBe('bytes');
    expect(shown.headers.get('content-security-policy')).toContain('sandbox');
    expect(asked.at(-1)?.headers.get('authorization')).toBeNull();
    at('https://evil.example/v/photo');
    expect((await call('GET', `${path}/profile/photo`, { token })).status).toBe(404);
    expect(asked.at(-1)?.path).toMatch(/whatsapp_business_profile$/);
  });
});

describe('short links', () => {
  const link = {
    code: 'ANED2T5QRU7HG1',
    prefilled_message: 'Hello',
    deep_link_url: 'https://wa.me/message/A',
  };

  it('short links are listed, created, changed and deleted, each with an entry in the audit log', async () => {
    const shown = { code: link.code, message: 'Hello', url: link.deep_link_url };
    says = (method) =>
      method === 'GET'
        ? Response.json({ data: [link], paging: { cursors: { after: 'abc' }, next: 'https://graph/next' } })
        : method === 'POST'
          ? Response.json(link)
          : undefined;
    const listed = await call('GET', `${path}/short-links`, { token });
    expect(await listed.json()).toEqual({ rows: [shown], next: 'abc' });
    const made = await call('POST', `${path}/short-links`, { token, body: { message: 'Hello' } });
    expect([made.status, await made.json()]).toEqual([201, shown]);
    expect(await lastAudited()).toMatch(/: short link ANED2T5QRU7HG1 made$/);
    await call('PUT', `${path}/short-links/${link.code}`, { token, body: { message: 'Hi' } });
    expect(asked.at(-1)?.body).toEqual({ prefilled_message: 'Hi', code: link.code });
    const gone = await call('DELETE', `${path}/short-links/${link.code}`, { token });
    expect(gone.status).toBe(204);
    expect(asked.at(-1)).toMatchObject({
      method: 'DELETE',
      path: `/v23.0/${number}/message_qrdls/${link.code}`,
    });
    expect(await lastAudited()).toMatch(/: short link ANED2T5QRU7HG1 deleted$/);
  });

  it('a short link with an empty or too long message, or an invalid code, is not sent to Meta', async () => {
    for (const message of [' ', 'x'.repeat(141)]) {
      const [status] = await refusal(await call('POST', `${path}/short-links`, { token, body: { message } }));
      expect(status).toBe(422);
    }
    const [status] = await refusal(await call('DELETE', `${path}/short-links/..%2f..`, { token }));
    expect(status).toBe(404);
    expect(asked).toEqual([]);
  });
});

describe('what a new chat offers', () => {
  const body = {
    welcomes: false,
    iceBreakers: ['Where is my Lumen™?'],
    commands: [{ name: 'order', description: 'Where an order is' }],
  };

  it('conversation starters are saved as a whole', async () => {
    expect((await call('PUT', `${path}/starters`, { token, body })).status).toBe(200);
    expect(asked[0]).toMatchObject({
      path: `/v23.0/${number}/conversational_automation`,
      body: {
        enable_welcome_message: false,
        prompts: ['Where is my Lumen™?'],
        commands: [{ command_name: 'order', command_description: 'Where an order is' }],
      },
    });
    expect(await lastAudited()).toMatch(/: ice breakers and commands$/);
  });

  it.each([
    ['iceBreakers', { iceBreakers: ['1', '2', '3', '4', '5'] }],
    ['iceBreakers.0', { iceBreakers: ['👋'] }],
    ['commands.0.description', { commands: [{ name: 'order', description: '❤️' }] }],
    ['commands.0.name', { commands: [{ name: 'my order', description: 'x' }] }],
    ['commands', { commands: [1, 2].map(() => ({ name: 'order', description: 'x' })) }],
  ])('is not sent with wrong %s', async (field, change) => {
    const answer = await call('PUT', `${path}/starters`, { token, body: { ...body, ...change } });
    expect((await refusal(answer))[1].details).toMatchObject([{ path: field }]);
    expect(asked).toEqual([]);
  });
});

describe('the display name and the identity check', () => {
  it('the display name and the identity check are changed at Meta, with an entry in the audit log', async () => {
    says = (method) =>
      method === 'GET' ? Response.json({ verified_name: 'Lumen', name_status: 'APPROVED' }) : undefined;
    const wanted = await call('PUT', `${path}/display-name`, { token, body: { name: 'Lumen Lamps' } });
    expect(await wanted.json()).toEqual({ name: 'Lumen', status: 'APPROVED', wanted: null });
    expect(asked[0]).toMatchObject({ path: `/v23.0/${number}`, body: { new_display_name: 'Lumen Lamps' } });
    expect(await lastAudited()).toMatch(/: display name “Lumen Lamps” asked for$/);

    const on = await call('PUT', `${path}/identity-check`, { token, body: { isOn: true } });
    expect(await on.json()).toEqual({ isOn: true });
    expect(asked.at(-1)?.body).toEqual({ user_identity_change: { enable_identity_key_check: true } });
    says = () => Response.json({ user_identity_change: { enable_identity_key_check: false } });
    expect(await (await call('GET', `${path}/identity-check`, { token })).json()).toEqual({ isOn: false });
    says = () => Response.json({ calling: {} });
    expect(await (await call('GET', `${path}/identity-check`, { token })).json()).toEqual({ isOn: null });
  });
});
