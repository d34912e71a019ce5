import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ButtonDesign, ButtonSettings, UploadedPicture } from '../../../../worker/api/numbers/button.ts';
import type { NumberHours } from '../../../../worker/api/numbers/hours.ts';
import { migrations } from '../../../../worker/inbox/schema.ts';
import { migrate } from '../../../../worker/migrate.ts';
import { inboxOf } from '../../../../worker/objects.ts';
import { evictInbox } from '../../support/stubs.ts';
import { call, connectNumber, signIn } from '../../support/webhooks.ts';

const hours = {
  timeZone: 'Europe/Berlin',
  week: { monday: '09:00-12:30, 13:30-18:00' },
  days: { '2026-12-25': '' },
};
let token: string;

/** Each test has its own number, because the public answer and the list of numbers are cached for a while. */
const numbers = [0, 1, 2, 3, 4, 5].map((index) => `10654035224293${index}`);

beforeAll(async () => {
  token = await signIn();
  for (const id of numbers) await connectNumber(token, id);
});

function numberAt(index: number) {
  const id = numbers[index];
  const inbox = `/api/inboxes/${id}`;
  return {
    get: async <Answer>(path: string) => (await call('GET', inbox + path, { token })).json<Answer>(),
    put: (path: string, body: object) => call('PUT', inbox + path, { token, body }),
    inbox,
  };
}

describe('the hours of a number', () => {
  it('hours are stored with the number, and read by its button', async () => {
    const { get, put } = numberAt(0);
    expect(await get('/hours')).toEqual({ hours: null });
    expect(await (await put('/hours', { hours })).json<NumberHours>()).toEqual({ hours });
    await put('/button/settings', { greeting: ['Hi!'] });
    expect(await get('/hours')).toEqual({ hours });
    expect(await get('/button/settings')).toEqual({ greeting: ['Hi!'] });
    expect(await get<ButtonSettings>('/button')).toMatchObject({ greeting: ['Hi!'], hours, card: true });
  });

  it('hours alone do not make the button open a card', async () => {
    const { get, put } = numberAt(1);
    await put('/hours', { hours });
    expect(await get<ButtonSettings>('/button')).toMatchObject({ hours, card: false });
  });

  it('hours can be removed', async () => {
    const { get, put } = numberAt(2);
    await put('/hours', { hours });
    await put('/hours', { hours: null });
    expect(await get('/hours')).toEqual({ hours: null });
    expect(await get<ButtonSettings>('/button')).not.toHaveProperty('hours');
  });

  it.each([
    [{ ...hours, timeZone: 'Europe/Atlantis' }],
    [{ ...hours, week: { monday: '9 to 5' } }],
    [{ ...hours, days: { '2026-13-01': '' } }],
  ])('invalid hours are rejected: %j', async (wrong) => {
    const { put } = numberAt(3);
    const answer = await put('/hours', { hours: wrong });
    expect(answer.status).toBe(422);
  });

  it('an older deployment’s hours move out of the button settings, and the button keeps its card', async () => {
    const stub = inboxOf(env, 'hours-before');
    await runInDurableObject(stub, async (_, { storage }) => {
      await storage.deleteAll();
      const step = migrations.findIndex((one) => typeof one === 'string' && one.includes('$.hours'));
      migrate(storage, migrations.slice(0, step));
      const before = JSON.stringify({ label: 'Ask', hours });
      storage.sql.exec("INSERT INTO setting VALUES ('button', ?)", before);
    });
    await evictInbox(stub);
    expect(await stub.number.hours()).toEqual({ hours });
    expect(await stub.button.design()).toEqual({ label: 'Ask', card: true });
  });
});

describe('a picture of the button’s card', () => {
  /** The header of a PNG with a size, which is all that is checked. */
  const png = Uint8Array.from([
    ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13],
    ...[0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1],
  ]);

  const upload = (inbox: string, body: Uint8Array<ArrayBuffer>, type = 'image/png') =>
    call('PUT', `${inbox}/button/pictures`, { token, bytes: body, headers: { 'Content-Type': type } });

  it('a picture is served to any page, with its full address in the settings, until no button uses it', async () => {
    const { get, put, inbox } = numberAt(4);
    const { avatar } = await (await upload(inbox, png)).json<UploadedPicture>();
    const design: ButtonDesign = { avatar, agents: [{ name: 'Ada', avatar }] };
    expect((await put('/button/settings', design)).status).toBe(200);
    const { avatar: address = '', agents } = await get<ButtonSettings>('/button');
    expect(new URL(address).pathname).toBe(avatar);
    expect(agents?.[0]?.avatar).toBe(address);
    const picture = await call('GET', avatar);
    expect(new Uint8Array(await picture.arrayBuffer())).toEqual(png);
    expect(picture.headers.get('content-type')).toBe('image/png');
    expect(picture.headers.get('cache-control')).toContain('immutable');

    await put('/button/settings', { agents: [{ name: 'Ada', avatar }] });
    expect((await call('GET', avatar)).status).toBe(200);
    await put('/button/settings', {});
    expect((await call('GET', avatar)).status).toBe(404);
  });

  it.each([
    ['no picture', Uint8Array.from([0x3c, 0x73, 0x76, 0x67]), 'image/png', 422, 'picture_invalid'],
    ['of another type', png, 'image/svg+xml', 422, 'picture_invalid'],
    ['too large', new Uint8Array(70_000), 'image/png', 413, 'body_too_large'],
  ])('a picture is rejected if it is %s', async (_, body, type, status, code) => {
    const { inbox } = numberAt(5);
    const answer = await upload(inbox, body, type);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ error: { code } });
  });
});
