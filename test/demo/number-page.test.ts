/** What Meta keeps of a number, as the Worker reads and writes it, against a Meta that refuses as Meta does. */
import { exports } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  changeBusinessProfile,
  fetchBusinessProfile,
} from '../../worker/whatsapp/account/business-profile.ts';
import { changeStarters, fetchStarters } from '../../worker/whatsapp/account/conversation-starters.ts';
import { fetchDisplayName, requestDisplayName } from '../../worker/whatsapp/account/display-name.ts';
import { fetchIdentityCheck, switchIdentityCheck } from '../../worker/whatsapp/account/identity-check.ts';
import { fetchShortLinks, putShortLink, removeShortLink } from '../../worker/whatsapp/account/short-links.ts';
import { type Graph, graphRequest } from '../../worker/whatsapp/graph/graph.ts';
import { uploadForApp } from '../../worker/whatsapp/graph/resumable-upload.ts';
import { jpeg, png } from '../fixtures/pictures.ts';

const id = '207000000000101';
const otherId = '207000000000102';
const appId = '670843887433847';
const accessToken = 'EAAG-token-of-the-profile-tests';
const graph: Graph = {
  url: 'http://localhost',
  version: 'v23.0',
  accessToken,
  fetch: (input) => exports.default.fetch(new Request(input)),
};

function control(method: string, path: string, body?: object): Promise<Response> {
  return exports.default.fetch(
    new Request(`http://localhost/control${path}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    }),
  );
}

beforeAll(async () => {
  const business = { name: 'Lumen & Clay', appSecret: 'f'.repeat(32), callbackUrl: '', wabaId: '3070000001' };
  await control('PUT', `/numbers/${id}`, { ...business, accessToken, displayPhoneNumber: '+1 555 070 0101' });
  await control('PUT', `/numbers/${otherId}`, {
    ...business,
    accessToken: 'EAAG-of-somebody-else',
    displayPhoneNumber: '+1 555 070 0102',
  });
});

async function profile() {
  const found = await fetchBusinessProfile(graph, id);
  if (found.outcome !== 'found') throw new Error(JSON.stringify(found));
  return found.profile;
}

describe('the business profile', () => {
  it('the business profile is empty at first, and a change leaves other fields as they are', async () => {
    expect(await profile()).toMatchObject({ about: '', websites: [], pictureUrl: null });
    const websites = ['https://lumen.example', 'https://clay.example'];
    await changeBusinessProfile(graph, id, { about: 'Lamps of clay', websites, vertical: 'RETAIL' });
    await changeBusinessProfile(graph, id, { email: 'hello@lumen.example' });
    expect(await profile()).toMatchObject({
      ...{ about: 'Lamps of clay', websites, vertical: 'RETAIL', email: 'hello@lumen.example' },
    });
    await changeBusinessProfile(graph, id, { email: '', websites: [] });
    expect(await profile()).toMatchObject({ email: '', websites: [], about: 'Lamps of clay' });
  });

  it.each([
    ['an empty “about”', { about: '' }],
    ['an “about” of more than 139 characters', { about: 'x'.repeat(140) }],
    ['a description of more than 512', { description: 'x'.repeat(513) }],
    ['an e-mail address that is none', { email: 'hello' }],
    ['a third website', { websites: ['https://a.example', 'https://b.example', 'https://c.example'] }],
    ['a kind of business that Meta does not know', { vertical: 'POTTERY' }],
    ['a photo that was not uploaded', { profile_picture_handle: '4::aW1hZ2UvanBlZw==:1:e:0:ARZ' }],
  ])('the business profile rejects %s', async (_, change) => {
    const body = { messaging_product: 'whatsapp', ...change };
    const path = `/${id}/whatsapp_business_profile`;
    const answer = await graphRequest(graph, { method: 'POST', path, body });
    expect(answer).toMatchObject({ outcome: 'rejected', error: { code: 100 } });
  });

  it('the business profile has a photo after it was uploaded for the app and set', async () => {
    const file = new Blob([jpeg(192, 192)], { type: 'image/jpeg' });
    const uploaded = await uploadForApp(graph, appId, file);
    if (uploaded.outcome !== 'uploaded') throw new Error(JSON.stringify(uploaded));
    await changeBusinessProfile(graph, id, { profile_picture_handle: uploaded.handle });
    const { pictureUrl } = await profile();
    const answer = await exports.default.fetch(new Request(pictureUrl ?? ''));
    expect(answer.headers.get('content-type')).toBe('image/jpeg');
    expect((await answer.bytes()).byteLength).toBe(file.size);
    const text = new Blob(['x'], { type: 'text/plain' });
    expect(await uploadForApp(graph, appId, text)).toMatchObject({ outcome: 'rejected' });
    expect(await uploadForApp(graph, '1', file)).toMatchObject({ outcome: 'rejected' });
  });

  it('a photo with a side of less than 192 pixels is rejected, and the previous one stays', async () => {
    const before = await profile();
    const uploaded = await uploadForApp(graph, appId, new Blob([png(640, 191)], { type: 'image/png' }));
    if (uploaded.outcome !== 'uploaded') throw new Error(JSON.stringify(uploaded));
    const answer = await changeBusinessProfile(graph, id, { profile_picture_handle: uploaded.handle });
    expect(answer).toMatchObject({ outcome: 'rejected', error: { code: 100 } });
    expect(await profile()).toEqual(before);
  });

  it('the business profile is not accessible with the token of another number', async () => {
    expect(await fetchBusinessProfile(graph, otherId)).toMatchObject({
      outcome: 'rejected',
      error: { code: 100, subcode: 33 },
    });
  });
});

describe('short links', () => {
  it('short links are created, listed in pages from the newest, changed and deleted', async () => {
    for (let index = 0; index < 27; index++) await putShortLink(graph, id, `Message ${index}`, null);
    const first = await fetchShortLinks(graph, id, null);
    if (first.outcome !== 'found') throw new Error(JSON.stringify(first));
    expect(first.links).toHaveLength(25);
    expect(first.links[0]).toMatchObject({ message: 'Message 26' });
    const second = await fetchShortLinks(graph, id, first.next);
    if (second.outcome !== 'found') throw new Error(JSON.stringify(second));
    expect(second.links.map(({ message }) => message)).toEqual(['Message 1', 'Message 0']);
    expect(second.next).toBeNull();

    const [last] = second.links.slice(-1);
    const changed = await putShortLink(graph, id, 'Another', last?.code ?? '');
    expect(changed).toEqual({ outcome: 'put', link: { ...last, message: 'Another' } });
    expect(await removeShortLink(graph, id, last?.code ?? '')).toMatchObject({ outcome: 'accepted' });
    for (const gone of [
      await removeShortLink(graph, id, last?.code ?? ''),
      await putShortLink(graph, id, 'Again', last?.code ?? ''),
    ]) {
      expect(gone).toMatchObject({ outcome: 'rejected', httpStatus: 404, error: { code: 803 } });
    }
  });

  it('a short link has a message of 140 characters at most', async () => {
    expect(await putShortLink(graph, id, 'x'.repeat(140), null)).toMatchObject({ outcome: 'put' });
    for (const message of ['', 'x'.repeat(141)]) {
      expect(await putShortLink(graph, id, message, null)).toMatchObject({
        outcome: 'rejected',
        error: { code: 100 },
      });
    }
  });
});

describe('the conversation starters', () => {
  const starters = {
    welcomes: true,
    iceBreakers: ['Where is my order?', 'Do you repair?'],
    commands: [{ name: 'order', description: 'Where an order is' }],
  };

  it('the conversation starters are empty at first, and then as they were last set', async () => {
    const nothing = { welcomes: false, iceBreakers: [], commands: [] };
    expect(await fetchStarters(graph, id)).toEqual({ outcome: 'found', starters: nothing });
    await changeStarters(graph, id, starters);
    expect(await fetchStarters(graph, id)).toEqual({ outcome: 'found', starters });
    await changeStarters(graph, id, nothing);
    expect(await fetchStarters(graph, id)).toEqual({ outcome: 'found', starters: nothing });
  });

  it.each([
    ['a fifth sentence', { iceBreakers: ['1', '2', '3', '4', '5'] }],
    ['a sentence of more than 80 characters', { iceBreakers: ['x'.repeat(81)] }],
    ['an emoji', { iceBreakers: ['Hello 👋'] }],
    ['a command with a blank', { commands: [{ name: 'my order', description: 'x' }] }],
    ['a command of more than 32 characters', { commands: [{ name: 'x'.repeat(33), description: 'x' }] }],
    ['a command twice', { commands: [1, 2].map((n) => ({ name: 'order', description: `${n}` })) }],
  ])('refuses %s', async (_, change) => {
    expect(await changeStarters(graph, id, { ...starters, ...change })).toMatchObject({
      outcome: 'rejected',
      error: { code: 100 },
    });
  });
});

describe('the display name', () => {
  it('the display name does not change until Meta has approved the new one', async () => {
    const name = 'Lumen & Clay';
    expect(await fetchDisplayName(graph, id)).toEqual({
      outcome: 'found',
      displayName: { name, status: 'APPROVED', wanted: null },
    });
    expect(await requestDisplayName(graph, id, 'L')).toMatchObject({ outcome: 'rejected' });
    await requestDisplayName(graph, id, 'Lumen Lamps');
    expect(await fetchDisplayName(graph, id)).toEqual({
      outcome: 'found',
      displayName: {
        ...{ name, status: 'APPROVED' },
        wanted: { name: 'Lumen Lamps', status: 'PENDING_REVIEW' },
      },
    });
  });
});

describe('the identity check', () => {
  it('the identity check can be switched, although Meta does not return its state', async () => {
    for (const isOn of [true, false]) {
      expect(await switchIdentityCheck(graph, id, isOn)).toMatchObject({ outcome: 'accepted' });
      expect(await (await control('GET', `/numbers/${id}`)).json()).toMatchObject({ checksIdentity: isOn });
    }
    expect(await fetchIdentityCheck(graph, id)).toEqual({ outcome: 'found', isOn: null });
  });
});
