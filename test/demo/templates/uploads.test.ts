/** Files for samples are uploaded in sessions that continue after an interruption. */
import { beforeAll, describe, expect, it } from 'vitest';
import { Account, codeOf, type Json, words } from './support/account.ts';

const account = new Account(5);
const appId = '670843887433847';

beforeAll(async () => {
  await account.setUp();
});

const begin = (type = 'image/jpeg', length = 6) =>
  account.call('POST', `/${appId}/uploads?file_name=a&file_length=${length}&file_type=${type}`);

async function session(type?: string): Promise<string> {
  return (await (await begin(type)).json<{ id: string }>()).id;
}

/** A number of six digits is a body of six bytes. */
function put(id: string, digits: number, headers: Record<string, string> = {}): Promise<Response> {
  const length = String(digits).length;
  return account.call('POST', `/${id}`, digits, {
    ...{ Authorization: `OAuth ${account.token}`, file_offset: '0', 'Content-Length': String(length) },
    ...headers,
  });
}

const withSample = (handle: unknown, format = 'IMAGE'): Json => ({
  components: [
    { type: 'HEADER', format, example: { header_handle: [handle] } },
    { type: 'BODY', text: words },
  ],
});

describe('an upload session', () => {
  it('takes the bytes, and returns a handle for the sample of a template', async () => {
    const { h: handle } = await (await put(await session(), 123456)).json<{ h: string }>();
    expect(handle).toMatch(/^4::/);
    expect(await codeOf(account.create('with_sample', withSample(handle)))).toBeNull();
    expect(await codeOf(account.create('film', withSample(handle, 'VIDEO')))).toBe(2388273);
  });

  it('continues where it was interrupted', async () => {
    const id = await session();
    expect(await codeOf(put(id, 1234))).toBe(100);
    expect(await (await account.call('GET', `/${id}`)).json()).toMatchObject({ file_offset: 4 });
    expect(await codeOf(put(id, 56))).toBe(100);
    const { h: handle } = await (await put(id, 56, { file_offset: '4' })).json<{ h: string }>();
    const { id: templateId } = await account.created('continued', withSample(handle));
    const { components } = await account.get<{ components: [{ example: { header_handle: [string] } }] }>(
      templateId,
      'components',
    );
    const address = new URL(components[0].example.header_handle[0]);
    const file = await account.control(
      'GET',
      `${address.pathname.slice('/control'.length)}${address.search}`,
    );
    expect(await file.bytes()).toEqual(new TextEncoder().encode('123456'));
  });

  it.each<[string, () => Promise<Response>]>([
    ['a type that samples do not have', () => begin('image/gif')],
    ['a picture of more than 5 MB', () => begin('image/png', 5 * 1024 * 1024 + 1)],
    ['a video of more than 16 MB', () => begin('video/mp4', 16 * 1024 * 1024 + 1)],
    ['no length', () => begin('image/png', 0)],
    ['another session', () => put('upload:1234?sig=abcd', 123456)],
    ['more bytes than announced', async () => put(await session(), 1234567)],
    [
      'Bearer in place of OAuth',
      async () => put(await session(), 123456, { Authorization: `Bearer ${account.token}` }),
    ],
  ])('is refused with %s', async (_, call) => {
    expect(await codeOf(call())).toBe(100);
  });

  it('takes Bearer if the switch allows it', async () => {
    await account.switch({ allowsBearerUploads: true });
    const headers = { Authorization: `Bearer ${account.token}` };
    expect(await codeOf(put(await session(), 123456, headers))).toBeNull();
    await account.switch({ allowsBearerUploads: false });
  });
});

describe('a handle', () => {
  it.each(['https://shop.example/a.jpg', '4::aW1hZ2UvanBlZw==:1:e:0:ARZ', '1234567890'])(
    'that was not issued is refused: %s',
    async (handle) => {
      expect(await codeOf(account.create('forged', withSample(handle)))).toBe(2388273);
    },
  );
});
