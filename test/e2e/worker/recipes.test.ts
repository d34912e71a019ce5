/**
 * The recipes of docs/connect.md: each is read from the page and carried out by a receiver that behaves as the
 * documentation of n8n, Make, Zapier or Typebot says.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { demoNumber } from '../../../demo/stack.ts';
import type { MessagePage } from '../../../worker/api/conversations/teamwork.ts';
import type { EventPage } from '../../../worker/api/developers/events.ts';
import type { NewWebhook, Webhook, WebhookRequest } from '../../../worker/api/developers/webhooks.ts';
import type { NewApiToken } from '../../../worker/api/people/team.ts';
import { listening } from '../../listening.ts';
import { api, call, conversationWith } from '../support/calls.ts';
import { type Receiver, startReceiver } from '../support/receivers.ts';
import { workerUrl } from '../support/stack.ts';

const root = resolve(import.meta.dirname, '../../..');
const folder = join(root, 'node_modules/.cache/recipes');
const { phoneNumberId } = demoNumber;
const thanks = { type: 'text', text: { body: 'Thank you, we will answer soon.' } };
let page: string;
let token: string;
const receivers: Receiver[] = [];
let bot: ChildProcess | undefined;

beforeAll(async () => {
  page = await readFile(join(root, 'docs/connect.md'), 'utf8');
  const scopes = [
    'conversations:read',
    'conversations:write',
    'numbers:read',
    'events:read',
    'webhooks:write',
  ];
  ({ token } = await api<NewApiToken>('POST', '/tokens', { name: 'Recipe', scopes }));
  await mkdir(folder, { recursive: true });
});
afterAll(async () => {
  bot?.kill();
  for (const receiver of receivers) receiver.stop();
  await rm(folder, { recursive: true, force: true });
});

/** The code after a mark of the page, with this Worker's address. */
function codeAfter(mark: string): string {
  const code = page.split(`<!-- ${mark} -->`)[1]?.split('```')[1] ?? '';
  return code.replace(/^\w+\n/, '').replaceAll('https://YOUR-WORKER', workerUrl);
}

/** A cell of a table of the page. */
function cellAfter(section: string, name: string): string {
  const text = page.split(`\n## ${section}\n`)[1]?.split('\n## ')[0] ?? '';
  const row = text.split('\n').find((line) => line.startsWith(`| ${name} `)) ?? '';
  return row.split('|')[2]?.trim() ?? '';
}

async function started(answer: Parameters<typeof startReceiver>[0]): Promise<Receiver> {
  const receiver = await startReceiver(answer);
  receivers.push(receiver);
  return receiver;
}

/** The value at a path such as `body.data.conversation.id`. */
function at(value: unknown, path: string): string {
  const found = path.split('.').reduce<unknown>((inside, name) => Reflect.get(Object(inside), name), value);
  if (found === undefined) throw new Error(`There is no ${path} in ${JSON.stringify(value)}`);
  return String(found);
}

async function webhookTo(url: string, more: Partial<WebhookRequest> = {}): Promise<NewWebhook> {
  const events = ['message.received'];
  return api<NewWebhook>('POST', '/webhooks', { name: 'Recipe', url, events, ...more });
}

async function thread(id: number) {
  const { rows } = await call<MessagePage>('GET', `/conversations/${id}/messages`);
  return rows.map(({ content, author }) => ({ content, by: author?.type === 'agent' ? author.name : null }));
}

const answered = (id: number) =>
  vi.waitFor(async () => expect(await thread(id)).toContainEqual({ content: thanks, by: 'Recipe' }), {
    timeout: 20_000,
  });

/** Source: https://docs.n8n.io/integrations/builtin/core-nodes/n8n-nodes-base.webhook/ and n8n-nodes-base.httprequest */
it('the workflow for n8n answers a customer', async () => {
  const parameters = v.looseObject({
    httpMethod: v.optional(v.string()),
    path: v.optional(v.string()),
    url: v.optional(v.string(), ''),
    method: v.optional(v.string(), ''),
    jsonBody: v.optional(v.string(), ''),
    headerParameters: v.optional(
      v.object({ parameters: v.array(v.object({ name: v.string(), value: v.string() })) }),
      { parameters: [] },
    ),
  });
  const workflow = v.parse(
    v.looseObject({
      nodes: v.array(v.looseObject({ name: v.string(), type: v.string(), parameters })),
      connections: v.record(
        v.string(),
        v.object({ main: v.array(v.array(v.looseObject({ node: v.string() }))) }),
      ),
    }),
    JSON.parse(codeAfter('n8n-workflow')),
  );
  const trigger = workflow.nodes.find(({ type }) => type === 'n8n-nodes-base.webhook');
  const next = workflow.connections[trigger?.name ?? '']?.main[0]?.[0]?.node;
  const action = workflow.nodes.find(({ name }) => name === next);
  expect(action?.type).toBe('n8n-nodes-base.httpRequest');

  const receiver = await started(({ method, url, headers, body }) => {
    if (method !== trigger?.parameters.httpMethod || url.pathname !== `/webhook/${trigger.parameters.path}`)
      return { status: 404, body: '{"code":404}' };
    const item = { headers, params: {}, query: {}, body: JSON.parse(body) };
    const filled = (text: string) =>
      text.replace(/^=/, '').replace(/\{\{ \$json\.([\w.]+) \}\}/g, (_, path: string) => at(item, path));
    const { url: target = '', method: verb = '', jsonBody = '', headerParameters } = action?.parameters ?? {};
    const own = (headerParameters?.parameters ?? []).map(({ name, value }) => [name, filled(value)]);
    void fetch(filled(target), {
      method: verb,
      headers: {
        ...Object.fromEntries(own),
        Authorization: `Bearer ${token}`,
        'Content-Type': 'application/json',
      },
      body: filled(jsonBody),
    });
    return { status: 200, body: '{"message":"Workflow was started"}' };
  });
  const { webhook } = await webhookTo(`${receiver.address}/webhook/${trigger?.parameters.path}`);
  const { id } = await conversationWith('15550700001', 'Nia');
  await answered(id);
  await api('DELETE', `/webhooks/${webhook.id}`);
});

/** Source: https://help.make.com/webhooks */
it('the scenario for Make answers a customer', async () => {
  const url = cellAfter('Make', 'URL').replaceAll('`', '').replace('https://YOUR-WORKER', workerUrl);
  const key = cellAfter('Make', 'header `Idempotency-Key`').replaceAll('`', '');
  const body = codeAfter('make-body');
  const receiver = await started((delivery) => {
    const bundle = JSON.parse(delivery.body);
    const filled = (text: string) =>
      text.replace(/\{\{1\.([\w.]+)\}\}/g, (_, path: string) => at(bundle, path));
    void fetch(filled(url), {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${token}`,
        'Idempotency-Key': filled(key),
        'Content-Type': 'application/json',
      },
      body: filled(body),
    });
    return { status: 200, body: 'Accepted', type: 'text/plain' };
  });
  const { webhook } = await webhookTo(`${receiver.address}/abcdefghijklmnop`);
  const { id } = await conversationWith('15550700002', 'Mo');
  await answered(id);
  await api('DELETE', `/webhooks/${webhook.id}`);
});

/** Source: https://docs.zapier.com/platform/build/hook-trigger */
it('a REST hook of Zapier subscribes, is triggered, lists samples, and unsubscribes', async () => {
  const [, method = '', path = '', template = ''] =
    /`(\w+) (\S+)` with `(.*)`/.exec(cellAfter('Zapier', 'Subscribe')) ?? [];
  const hook = await started(() => ({
    status: 200,
    body: '{"status":"success","attempt":"1","id":"1","request_id":"1"}',
  }));
  const bearer = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  const target = `${hook.address}/hooks/standard/1/`;
  const subscribed = await fetch(`${workerUrl}${path}`, {
    method,
    headers: bearer,
    body: template.replace('{{bundle.targetUrl}}', target),
  });
  expect(subscribed.status).toBe(201);
  const subscribeData = await subscribed.json();

  await conversationWith('15550700003', 'Zed');
  await vi.waitFor(() => expect(hook.deliveries).toHaveLength(1), { timeout: 20_000 });
  expect(JSON.parse(hook.deliveries[0]?.body ?? '')).toMatchObject({
    id: expect.stringMatching(/^evt_/),
    type: 'message.received',
  });
  // Zapier confirms nothing, so nothing may have been asked before.
  expect(hook.deliveries.map((one) => one.method)).toEqual(['POST']);

  const [, list = ''] = /`GET (\S+)`/.exec(cellAfter('Zapier', 'Perform list')) ?? [];
  const listed = await fetch(`${workerUrl}${list.replace('{inbox}', phoneNumberId)}`, { headers: bearer });
  const { events }: EventPage = await listed.json();
  expect(events.map(({ id }) => id)).toContain(JSON.parse(hook.deliveries[0]?.body ?? '').id);

  const [, verb = '', gone = ''] = /`(\w+) (\S+)`/.exec(cellAfter('Zapier', 'Unsubscribe')) ?? [];
  const removed = await fetch(
    `${workerUrl}${gone.replace('{{bundle.subscribeData.webhook.id}}', subscribeData.webhook.id)}`,
    { method: verb, headers: bearer },
  );
  expect(removed.status).toBe(204);
  expect((await api<Webhook[]>('GET', '/webhooks')).map(({ url }) => url)).not.toContain(target);
});

/** Source: Typebot's `sendWhatsAppMessage` and its variable `WHATSAPP_CLOUD_API_URL`. */
it('a Typebot behind the inbox answers, and is refused once a person has taken over', async () => {
  const verifyToken = 'typebot-verify-token';
  const statuses: number[] = [];
  const receiver = await started(({ method, url, body }) => {
    if (method === 'GET') {
      const isRight = url.searchParams.get('hub.verify_token') === verifyToken;
      return isRight
        ? { status: 200, body: url.searchParams.get('hub.challenge') ?? '' }
        : { status: 401, body: '{}' };
    }
    for (const { from } of messagesIn(JSON.parse(body))) {
      void fetch(`${workerUrl}/graph/v17.0/${phoneNumberId}/messages`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({ messaging_product: 'whatsapp', to: from, ...thanks }),
      }).then(({ status }) => statuses.push(status));
    }
    return { status: 200, body: '{"message":"success"}' };
  });
  const { webhook } = await api<NewWebhook>('POST', '/webhooks', {
    format: 'meta',
    name: 'Typebot',
    url: `${receiver.address}/api/v1/workspaces/w/whatsapp/c/webhook`,
    fields: ['messages'],
    includesStatuses: false,
    verifyToken,
  });
  const settings = { webhook: webhook.id, resumeAfterMinutes: 240, answerSeconds: 120, isPaused: false };
  await call('PUT', '/settings', { bot: settings });

  const { id } = await conversationWith('15550700004', 'Tia');
  await answered(id);
  await vi.waitFor(() => expect(statuses).toEqual([200]), { timeout: 20_000 });

  await call('PUT', `/conversations/${id}/mode`, { mode: 'person' });
  const refused = await fetch(`${workerUrl}/graph/v17.0/${phoneNumberId}/messages`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ messaging_product: 'whatsapp', to: '15550700004', ...thanks }),
  });
  expect(await refused.json()).toMatchObject({ error: { code: 131005 } });
  await call('PUT', '/settings', { bot: null });
  await api('DELETE', `/webhooks/${webhook.id}`);
});

it('the bot for Node answers once, and refuses a request that is not signed', async () => {
  const secret = `whsec_${Buffer.from('a secret of the tests, 32 bytes.').toString('base64')}`;
  const path = join(folder, 'bot.mjs');
  const source = join(root, 'widget/client/api/message-us-client.ts');
  await writeFile(path, codeAfter('own-bot').replace('message-us/client', source));
  const probe = createServer();
  const port = await listening(probe, '127.0.0.1');
  probe.close();
  bot = spawn(process.execPath, [path], {
    env: { ...process.env, PORT: String(port), WEBHOOK_SECRET: secret, MESSAGE_US_TOKEN: token },
    stdio: 'inherit',
  });
  const address = `http://127.0.0.1:${port}`;
  await vi.waitFor(
    async () => expect((await fetch(address, { method: 'POST', body: '{}' })).status).toBe(401),
    {
      timeout: 10_000,
    },
  );
  const { webhook } = await webhookTo(address, { secret });
  const { id } = await conversationWith('15550700005', 'Ola');
  await answered(id);
  expect((await thread(id)).filter(({ by }) => by === 'Recipe')).toHaveLength(1);
  await api('DELETE', `/webhooks/${webhook.id}`);
});

/** The messages of a body of Meta's webhook. */
function messagesIn(body: unknown): { from: string }[] {
  const shape = v.looseObject({
    entry: v.array(
      v.looseObject({
        changes: v.array(
          v.looseObject({
            value: v.looseObject({ messages: v.optional(v.array(v.looseObject({ from: v.string() })), []) }),
          }),
        ),
      }),
    ),
  });
  return v.parse(shape, body).entry.flatMap(({ changes }) => changes.flatMap(({ value }) => value.messages));
}
