/** Numbers whose customers see who of the team writes. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Conversation } from '../../../../worker/api/conversations/conversations.ts';
import type { Message } from '../../../../worker/api/conversations/messages.ts';
import type { ErrorBody } from '../../../../worker/api/errors.ts';
import type { InboxSummary } from '../../../../worker/api/numbers/numbers.ts';
import type { NewApiToken } from '../../../../worker/api/people/team.ts';
import type { Page } from '../../../../worker/api/values.ts';
import { call, connectNumber, post, signIn, siteSession, text, webhook } from '../../support/webhooks.ts';

const number = '106540352242947';
const path = `/api/inboxes/${number}`;
const from = '15550470001';
let admin: string;
let ana: string;
let program: string;
let id: number;

beforeAll(async () => {
  admin = await signIn();
  await connectNumber(admin, number);
  ana = await siteSession(admin, { sub: 'name-ana', name: 'A*na' });
  const body = { name: 'Shop', scopes: ['conversations:read', 'conversations:write'] };
  program = (await (await call('POST', '/api/tokens', { token: admin, body })).json<NewApiToken>()).token;
  await post(webhook(number, text(from, 'wamid.name', Date.now() - 1_000, 'Hello')));
  const { rows } = await (await call('GET', `${path}/conversations`, { token: admin })).json<
    Page<Conversation>
  >();
  id = rows[0]?.id ?? 0;
});

const show = async (showsAgentName: boolean) =>
  (await call('PUT', `${path}/settings`, { token: admin, body: { showsAgentName } })).json<InboxSummary>();
const send = (token: string, key: string, body: string, more: object = {}) =>
  call('POST', `${path}/conversations/${id}/messages`, {
    token,
    headers: { 'Idempotency-Key': key },
    body: { content: { type: 'text', text: { body } }, ...more },
  });
const said = async (answer: Promise<Response>) => {
  const message = await (await answer).json<Message>();
  return message.content.type === 'text' ? message.content.text.body : message.content;
};

describe('the name of who writes', () => {
  it('the author’s name is not shown unless the number is set to', async () => {
    expect(await said(send(ana, 'off', 'Hello'))).toBe('Hello');
    expect(await said(send(ana, 'off-asked', 'Hello', { withName: true }))).toBe('Hello');
  });

  it('the author’s name is shown for people, and for an API token that asks for it', async () => {
    expect((await show(true)).showsAgentName).toBe(true);
    expect(await said(send(ana, 'on', 'Hello'))).toBe('*A na:*\nHello');
    expect(await said(send(ana, 'on-sequel', 'and more', { withName: false }))).toBe('and more');
    expect(await said(send(program, 'on-program', 'Shipped'))).toBe('Shipped');
    expect(await said(send(program, 'on-program-asked', 'Shipped', { withName: true }))).toBe(
      '*Shop:*\nShipped',
    );
  });

  it('the author’s name is never added to a template or a note', async () => {
    await show(true);
    const template = { name: 'hello_world', language: { code: 'en_US' } };
    const sent = await call('POST', `${path}/conversations/${id}/messages`, {
      token: ana,
      headers: { 'Idempotency-Key': 'template' },
      body: { content: { type: 'template', template } },
    });
    expect((await sent.json<Message>()).content).toEqual({ type: 'template', template });
    const note = await call('POST', `${path}/conversations/${id}/notes`, {
      token: ana,
      headers: { 'Idempotency-Key': 'note' },
      body: { text: 'For us' },
    });
    expect(await note.json()).toMatchObject({ text: 'For us' });
  });

  it('the author’s name counts towards WhatsApp’s length limits', async () => {
    await show(true);
    const most = 4_096 - '*A na:*\n'.length;
    expect((await send(ana, 'longest', 'x'.repeat(most))).status).toBe(201);
    const refused = await send(ana, 'too-long', 'x'.repeat(most + 1));
    expect(refused.status).toBe(422);
    const { error } = await refused.json<ErrorBody>();
    const params = { name: 'text.body', count: 4_096 };
    const details = [{ path: 'text.body', limit: 4_096, params }];
    expect(error).toMatchObject({ code: 'invalid_content', details });
    expect(error.message).toMatch(/name.*`text\.body`: At most 4096/);
    expect((await send(ana, 'too-long-for-it', 'x'.repeat(most + 1), { withName: false })).status).toBe(201);
  });

  it('a repeated message is sent once, even after the setting or the name has changed', async () => {
    await show(true);
    const first = await (await send(ana, 'repeated', 'Once')).json<Message>();
    await show(false);
    expect((await (await send(ana, 'repeated', 'Once')).json<Message>()).id).toBe(first.id);
    await show(true);
    const renamed = await siteSession(admin, { sub: 'name-ana', name: 'Ana Maria' });
    const again = await (await send(renamed, 'repeated', 'Once')).json<Message>();
    expect(again).toMatchObject({ id: first.id, content: { text: { body: '*A na:*\nOnce' } } });
    expect((await send(renamed, 'repeated', 'Twice')).status).toBe(422);
  });
});
