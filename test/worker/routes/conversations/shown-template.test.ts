/** A template in the thread, as the customer saw it. */
import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MessageSearch } from '../../../../worker/api/conversations/contacts.ts';
import type { Conversation } from '../../../../worker/api/conversations/conversations.ts';
import type { Message } from '../../../../worker/api/conversations/messages.ts';
import type { ErrorBody } from '../../../../worker/api/errors.ts';
import type { TemplateWorkshop } from '../../../../worker/api/templates/templates.ts';
import type { Page } from '../../../../worker/api/values.ts';
import { inboxOf, workspaceOf } from '../../../../worker/objects.ts';
import { call, connectNumber, post, signIn, text, wabaId, webhook } from '../../support/webhooks.ts';

const number = '106540352243077';
const path = `/api/inboxes/${number}`;
const kiln = {
  id: '1',
  name: 'kiln_news',
  language: 'en_US',
  status: 'APPROVED',
  components: [
    { type: 'BODY', text: 'Hello {{1}}, the kiln opens on {{2}}.' },
    { type: 'FOOTER', text: 'Lumen & Clay' },
    { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'I come' }] },
  ],
};
let token: string;
let conversation: number;

beforeAll(async () => {
  token = await signIn();
  await connectNumber(token, number);
  expect((await post(webhook(number, text('15550109001', 'wamid.s1', Date.now(), 'Hi')))).status).toBe(200);
  const answer = await call('GET', `${path}/conversations`, { token });
  conversation = (await answer.json<Page<Conversation>>()).rows[0]?.id ?? 0;
});

/** As after Meta was asked for the list. */
beforeEach(() =>
  runInDurableObject(workspaceOf(env), (_, { storage }) => {
    storage.sql.exec('INSERT OR REPLACE INTO template_list VALUES (?, ?)', wabaId, Date.now());
    storage.sql.exec('INSERT OR REPLACE INTO template VALUES (?, ?, ?)', wabaId, '1', JSON.stringify(kiln));
  }),
);

const content = (values: string[], name = 'kiln_news') => ({
  type: 'template',
  template: {
    name,
    language: { code: 'en_US' },
    components: [{ type: 'body', parameters: values.map((value) => ({ type: 'text', text: value })) }],
  },
});
const send = (key: string, body: object) =>
  call('POST', `${path}/conversations/${conversation}/messages`, {
    token,
    headers: { 'Idempotency-Key': key },
    body: { content: body },
  });
async function shownAfter(key: string, body: object): Promise<unknown> {
  const answer = await send(key, body);
  expect(answer.status).toBe(201);
  const message = await answer.json<Message>();
  return message.content.type === 'template' ? message.content.shown : 'another kind';
}

describe('a template that an API token sends', () => {
  it('a template has its own words, filled in, in the thread, in search and in the export', async () => {
    const body = 'Hello Ada, the kiln opens on Friday.';
    const shown = { header: null, headerFormat: null, body, footer: 'Lumen & Clay', offer: null };
    expect(await shownAfter('known', content(['Ada', 'Friday']))).toEqual({
      ...shown,
      ...{ buttons: ['I come'], cards: [] },
    });
    // What the template says later changes nothing of what was sent.
    await runInDurableObject(workspaceOf(env), (_, { storage }) => {
      storage.sql.exec('DELETE FROM template');
    });
    const found = await call('GET', `${path}/messages?search=opens+on+friday`, { token });
    expect((await found.json<MessageSearch>()).rows.map(({ excerpt }) => excerpt.text)).toEqual([
      `${body} · Lumen & Clay · I come · kiln_news`,
    ]);
    const page = await call('GET', `${path}/conversations/${conversation}/export?format=html`, { token });
    expect(await page.text()).toContain(`<p dir="auto">${body}</p><p dir="auto">Lumen &amp; Clay</p>`);
  });

  it('a template that is sent is listed with the time of its last use, and an unknown one is not', async () => {
    await send('used', content(['Ada', 'Sunday']));
    await send('unused', content([], 'no_such_template'));
    const answer = await call('GET', `${path}/template-workshop`, { token });
    const { uses } = await answer.json<TemplateWorkshop>();
    expect(uses).toEqual([{ name: 'kiln_news', language: 'en_US', sentAt: expect.any(Number) }]);
  });

  it('a repeated template is the same message, even after the template has changed', async () => {
    const first = await (await send('repeated', content(['Ada', 'Sunday']))).json<Message>();
    await runInDurableObject(workspaceOf(env), (_, { storage }) => {
      storage.sql.exec('DELETE FROM template');
    });
    const again = await send('repeated', content(['Ada', 'Sunday']));
    expect([again.status, await again.json()]).toMatchObject([201, { id: first.id, content: first.content }]);
  });

  it('a template shows its name and values only if its words are unknown or may have changed', async () => {
    expect(await shownAfter('unheard', content([], 'unheard_of'))).toBeUndefined();
    await workspaceOf(env).templates.changedAtMeta([{ wabaId, raw: '{}', at: Date.now() }]);
    expect(await shownAfter('forgotten', content(['Ada', 'Monday']))).toBeUndefined();
  });

  it('a scheduled template has the words of the time when it is sent', async () => {
    const inbox = inboxOf(env, number);
    const answer = await call('POST', `${path}/conversations/${conversation}/messages`, {
      token,
      headers: { 'Idempotency-Key': 'later' },
      body: { content: content(['Ada', 'Tuesday']), sendAt: Date.now() + 60 * 60_000 },
    });
    const { id } = await answer.json<Message>();
    const changed = { ...kiln, components: [{ type: 'BODY', text: '{{1}}, come on {{2}}.' }] };
    await runInDurableObject(workspaceOf(env), (_, { storage }) => {
      storage.sql.exec('UPDATE template SET body = ? WHERE waba_id = ?', JSON.stringify(changed), wabaId);
    });
    await runInDurableObject(inbox, (_, { storage }) => {
      storage.sql.exec('UPDATE job SET run_at = 1 WHERE lane = ?', `later/${id}`);
      return storage.setAlarm(Date.now() + 60 * 60_000);
    });
    await runDurableObjectAlarm(inbox);
    await vi.waitFor(async () => {
      const thread = await call('GET', `${path}/conversations/${conversation}/messages`, { token });
      const sent = (await thread.json<Page<Message>>()).rows.find((one) => one.id === id);
      expect(sent).toMatchObject({
        status: 'in_doubt',
        content: { shown: { body: 'Ada, come on Tuesday.' } },
      });
    });
    const search = await call('GET', `${path}/messages?search=come+on+tuesday`, { token });
    expect((await search.json<MessageSearch>()).rows).toHaveLength(1);
  });

  it('a list of templates that Meta does not return is requested once, not with each send', async () => {
    let asked = 0;
    const meta = vi.spyOn(globalThis, 'fetch').mockImplementation(async (request) => {
      if (request instanceof Request && request.url.includes('/message_templates')) asked += 1;
      throw new TypeError('Meta is not reached');
    });
    // A number for which nothing was asked before.
    await connectNumber(token, '106540352243078');
    await workspaceOf(env).templates.changedAtMeta([{ wabaId, raw: '{}', at: Date.now() }]);
    for (const name of ['one', 'two', 'three']) {
      expect(await workspaceOf(env).templates.sent('106540352243078', name, 'en_US', true)).toBeNull();
    }
    meta.mockRestore();
    expect(asked).toBe(1);
  });

  it('a template is refused if a value lacks the name of its variable or is invalid for it', async () => {
    const named = {
      ...kiln,
      parameter_format: 'NAMED',
      components: [{ type: 'BODY', text: 'Hello {{first_name}}, the kiln opens on {{day}}.' }],
    };
    await runInDurableObject(workspaceOf(env), (_, { storage }) => {
      storage.sql.exec('UPDATE template SET body = ? WHERE waba_id = ?', JSON.stringify(named), wabaId);
    });
    const unnamed = content(['Ada', 'Friday']);
    const values = [
      { type: 'text', parameter_name: 'first_name', text: 'Ada' },
      { type: 'text', parameter_name: 'day', text: 'Friday\nat nine' },
    ];
    const broken = {
      ...unnamed,
      template: { ...unnamed.template, components: [{ type: 'body', parameters: values }] },
    };
    const at = 'template.components[0].parameters';
    const refusals: [body: object, paths: string[]][] = [
      [unnamed, [`${at}[0].parameter_name`, `${at}[1].parameter_name`]],
      [broken, [`${at}[1].text`]],
    ];
    for (const [body, paths] of refusals) {
      const answer = await send(`refused ${paths[0]}`, body);
      const { error } = await answer.json<ErrorBody>();
      expect([answer.status, error.code]).toEqual([422, 'invalid_content']);
      expect(error.details).toMatchObject(paths.map((one) => ({ path: one })));
    }
    const thread = await call('GET', `${path}/conversations/${conversation}/messages`, { token });
    const keys = (await thread.json<Page<Message>>()).rows.map(({ key }) => key ?? '');
    expect(keys.filter((key) => key.startsWith('refused'))).toEqual([]);
  });

  it('a template is refused if the caller supplies its words', async () => {
    const shown = { header: null, headerFormat: null, body: 'Free bowls!', footer: null, offer: null };
    const answer = await send('told', {
      ...content(['Ada', 'Friday']),
      shown: { ...shown, buttons: [], cards: [] },
    });
    expect(answer.status).toBe(422);
    expect((await answer.json<ErrorBody>()).error.details).toMatchObject([
      { path: 'shown', code: 'unknown_key' },
    ]);
  });
});
