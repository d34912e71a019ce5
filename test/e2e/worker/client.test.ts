/** The client for other programs, in Node: the example of docs/api.md, and what it does beyond that. */
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { demoNumber } from '../../../demo/stack.ts';
import { MessageUsClient, MessageUsError } from '../../../widget/client/api/message-us-client.ts';
import type { NewApiToken } from '../../../worker/api/people/team.ts';
import { api, conversationWith, sendPhoto } from '../support/calls.ts';
import { workerUrl } from '../support/stack.ts';

const root = resolve(import.meta.dirname, '../../..');
const run = promisify(execFile);
const inbox = demoNumber.phoneNumberId;
const scopes = ['conversations:read', 'conversations:write'];
let token: string;
let folder: string;
let env: NodeJS.ProcessEnv;
let client: MessageUsClient;

/** The first example of a page of the documentation, as a program that calls this Worker. */
async function exampleOf(page: string): Promise<string> {
  const text = await readFile(join(root, page), 'utf8');
  const example = /```js\n(import \{ MessageUsClient[\s\S]*?)```/.exec(text)?.[1] ?? '';
  const path = join(folder, `${page.replace(/\W/g, '-')}.mjs`);
  const source = join(root, 'widget/client/api/message-us-client.ts');
  await writeFile(
    path,
    example.replace('message-us/client', source).replace('https://YOUR-WORKER', workerUrl),
  );
  return path;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'message-us-client-'));
  ({ token } = await api<NewApiToken>('POST', '/tokens', { name: 'Program', scopes, numbers: [inbox] }));
  env = { ...process.env, MESSAGE_US_TOKEN: token };
  client = new MessageUsClient({ url: `${workerUrl}/`, token: () => token });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('sends as the example of docs/api.md shows, and explains a refusal', async () => {
  const path = await exampleOf('docs/api.md');
  const started = () => run(process.execPath, [path], { env });
  expect((await started()).stdout).toContain('window_closed');
  await conversationWith('15550100199', 'Ada');
  expect((await started()).stdout).toMatch(/^\d+ \w+/);
});

it('follows an inbox as the example of docs/live.md shows', async () => {
  const example = spawn(process.execPath, [await exampleOf('docs/live.md')], { env });
  let output = '';
  example.stdout.on('data', (data) => {
    output += data;
  });
  await vi.waitFor(
    async () => {
      await conversationWith('15550100196', 'Di');
      expect(output).toContain('in {"type":"text"');
    },
    { timeout: 30_000 },
  );
  example.kill();
});

it('rejects with the code, the details and the id of the request', async () => {
  const refused = client.call('GET /inboxes/:inbox/conversations', { inbox, query: { limit: 'many' } });
  await expect(refused).rejects.toBeInstanceOf(MessageUsError);
  await expect(refused).rejects.toMatchObject({
    status: 422,
    code: 'invalid_input',
    details: [{ path: 'limit' }],
    requestId: expect.stringMatching(/./),
  });
});

it('returns a file as a response', async () => {
  await sendPhoto('15550100198', 'A cup');
  const { id } = await conversationWith('15550100198', 'Bea');
  const { rows } = await client.call('GET /inboxes/:inbox/conversations/:id/files', { inbox, id });
  const { ticket } = await client.call('POST /inboxes/:inbox/media-tickets', { inbox });
  const file = await client.response('GET /inboxes/:inbox/messages/:id/media', {
    inbox,
    id: rows[0]?.id ?? 0,
    query: { ticket },
  });
  expect(file.headers.get('content-type')).toBe('image/png');
});

it('opens the live socket, which pushes the next message', async () => {
  const { seq } = await client.call('GET /inboxes/:inbox/conversations', { inbox });
  const socket = new WebSocket(await client.liveAddress(inbox, seq));
  const pushed = new Promise<string>((done) => {
    socket.onmessage = ({ data }) => {
      if (String(data).includes('15550100197')) done(String(data));
    };
  });
  await conversationWith('15550100197', 'Cy');
  expect(JSON.parse(await pushed)).toMatchObject({ type: 'change', messages: [{ direction: 'in' }] });
  socket.close();
});
