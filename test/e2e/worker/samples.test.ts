/** The samples of the reference do what they say: each is taken from the served page and run against the Worker. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { demoNumber } from '../../../demo/stack.ts';
import { type SampleLanguage, sampleLanguages, tokenVariable } from '../../../widget/api-docs/samples.ts';
import type { ContactDetails } from '../../../worker/api/conversations/contacts.ts';
import type { Conversation } from '../../../worker/api/conversations/conversations.ts';
import type { ContactField } from '../../../worker/api/conversations/fields.ts';
import type { MessagePage } from '../../../worker/api/conversations/teamwork.ts';
import type { Webhook } from '../../../worker/api/developers/webhooks.ts';
import type { NewApiToken } from '../../../worker/api/people/team.ts';
import { type Interpreter, requireInterpreter } from '../../interpreters.ts';
import { listening } from '../../listening.ts';
import { api, call, conversationWith } from '../support/calls.ts';
import { servedSample } from '../support/served-samples.ts';
import { workerUrl } from '../support/stack.ts';

const run = promisify(execFile);
const customer = '15550100199';
const runners: Record<SampleLanguage, { command: Interpreter | 'node'; file: string; start: string[] }> = {
  curl: { command: 'curl', file: 'sample.sh', start: ['sh'] },
  javascript: { command: 'node', file: 'sample.mjs', start: [process.execPath] },
  python: { command: 'python3', file: 'sample.py', start: ['python3'] },
  php: { command: 'php', file: 'sample.php', start: ['php'] },
};

const received: string[] = [];
const receiver = createServer(async (request, response) => {
  let body = '';
  for await (const part of request) body += part;
  received.push(`${request.url} ${body}`);
  response.end();
});

let folder: string;
let token: string;
let conversation: Conversation;
let level: ContactField;
let receiverUrl: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'message-us-samples-'));
  const pixel =
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';
  await writeFile(join(folder, 'cup.png'), Buffer.from(pixel, 'base64'));
  receiverUrl = `http://127.0.0.1:${await listening(receiver, '127.0.0.1')}`;
  const scopes = ['conversations:read', 'conversations:write', 'events:read', 'webhooks:write'];
  ({ token } = await api<NewApiToken>('POST', '/tokens', { name: 'Samples', scopes }));
  const field = { name: 'Customer level', type: 'choice', choices: ['Silver', 'Gold'] };
  level = await api<ContactField>('POST', '/fields', field);
  conversation = await conversationWith(customer, 'Ada');
});
afterAll(async () => {
  receiver.close();
  await rm(folder, { recursive: true, force: true });
});

/** What the thread has, newest first. */
async function thread() {
  const { rows } = await call<MessagePage>('GET', `/conversations/${conversation.id}/messages`);
  return rows.map(({ content, key, author }) => ({ content, key, author }));
}

describe.each(sampleLanguages)('in $name', ({ id: language }) => {
  const { command, file, start } = runners[language];

  beforeAll(async () => {
    if (command !== 'node') requireInterpreter(command);
    await call('PUT', `/conversations/${conversation.id}/state`, { state: 'open' });
  });

  /** Runs a sample with this Worker's address, the ids of this test, and a key for each language. */
  async function runSample(
    operationId: string,
    { title, changes = {} }: { title?: string; changes?: Readonly<Record<string, string>> } = {},
  ): Promise<string> {
    const sample = Object.entries({
      'https://YOUR-WORKER': workerUrl,
      'conversations/1': `conversations/${conversation.id}`,
      ...changes,
    }).reduce(
      (text, [from, to]) => text.replaceAll(from, to),
      servedSample(operationId, language, title).replace(
        /(Idempotency-Key\W+)(order-\d+-\w+)/,
        `$1$2-${language}`,
      ),
    );
    await writeFile(join(folder, file), sample);
    const [program = '', ...args] = start;
    const { stdout } = await run(program, [...args, file], {
      cwd: folder,
      timeout: 30_000,
      env: { ...process.env, [tokenVariable]: token },
    });
    return stdout;
  }

  it('a text is sent', async () => {
    await runSample('postInboxMessages');
    expect(await thread()).toContainEqual({
      key: `order-1042-shipped-${language}`,
      content: { type: 'text', text: { body: 'Your order is on its way.' } },
      author: expect.objectContaining({ name: 'Samples' }),
    });
  });

  it('a template is sent', async () => {
    await runSample('postInboxMessages', { title: 'Send a template' });
    expect(await thread()).toContainEqual(
      expect.objectContaining({
        key: `order-1043-update-${language}`,
        content: expect.objectContaining({ type: 'template' }),
      }),
    );
  });

  it('a file is uploaded and sent', async () => {
    const changes = { 'cup.jpg': 'cup.png', 'image/jpeg': 'image/png', 'file.jpg': 'cup.png' };
    const uploaded = await runSample('postInboxMedia', { changes });
    const [, id = ''] = /\bid\W+([\w-]+)/.exec(uploaded) ?? [];
    await runSample('postInboxMessages', { title: 'Send a file', changes: { MEDIA_ID: id } });
    expect(await thread()).toContainEqual(
      expect.objectContaining({
        key: `order-1044-photo-${language}`,
        content: { type: 'image', image: expect.objectContaining({ id }) },
      }),
    );
  });

  it('conversations are listed', async () => {
    expect(await runSample('getInboxConversations')).toContain(customer);
  });

  it('a thread is read', async () => {
    expect(await runSample('getInboxConversationMessages')).toContain('Hello');
  });

  it('events are polled', async () => {
    await conversationWith(customer, 'Ada');
    expect(await runSample('getInboxEvents')).toContain('message.received');
  });

  it('a webhook is created, and receives the next message', async () => {
    const url = `${receiverUrl}/${language}`;
    expect(await runSample('postWebhooks', { changes: { 'https://shop.example/whatsapp': url } })).toContain(
      'whsec_',
    );
    await conversationWith(customer, 'Ada');
    await vi.waitFor(() => expect(received.join('\n')).toContain(`/${language} {`), { timeout: 20_000 });
    const webhooks = await api<Webhook[]>('GET', '/webhooks');
    const { id } = webhooks.find((one) => one.url === url) ?? { id: '' };
    await api('DELETE', `/webhooks/${id}`);
  });

  it('a contact is read and renamed', async () => {
    expect(await runSample('getInboxConversationContact')).toContain(customer);
    const path = `/conversations/${conversation.id}/contact`;
    await call('PUT', path, { bookName: null, fields: { [level.id]: null } });
    await runSample('putInboxConversationContact', { changes: { FIELD_ID: level.id } });
    expect((await call<ContactDetails>('GET', path)).fields).toEqual({ [level.id]: 'Gold' });
    const { contact } = await call<Conversation>('GET', `/conversations/${conversation.id}`);
    expect(contact.name).toBe('Ada Quinn');
  });

  it('a note is added', async () => {
    expect(await runSample('postInboxConversationNotes')).toContain('The parcel was sent again today.');
  });

  it('a conversation is resolved', async () => {
    await runSample('putInboxConversationState');
    const { state } = await call<Conversation>('GET', `/conversations/${conversation.id}`);
    expect(state).toBe('resolved');
  });
});

it('the numbers in the samples are those of the demo', () => {
  expect(servedSample('postInboxMessages', 'curl')).toContain(
    `/inboxes/${demoNumber.phoneNumberId}/messages`,
  );
});
