/** What rules reply with besides a text: files, templates and saved replies, months later and when they are gone. */
import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EstimateResult } from '../../../../../worker/api/automation/estimate.ts';
import type { AutomationFile, AutomationFiles } from '../../../../../worker/api/automation/files.ts';
import type {
  Rule,
  RuleInput,
  RuleList,
  RuleTrialResult,
} from '../../../../../worker/api/automation/rules.ts';
import type { SavedReply } from '../../../../../worker/api/conversations/replies.ts';
import type { ErrorBody } from '../../../../../worker/api/errors.ts';
import { png, webp } from '../../../../fixtures/pictures.ts';
import { sentTo } from '../../../support/graph-scene.ts';
import { scriptedAccount } from '../../../support/meta/scripted-number.ts';
import { type Customer, TurnScene, turnNumber } from '../../../support/turn-scene.ts';
import { call, fetched } from '../../../support/webhooks.ts';

const path = `/api/inboxes/${turnNumber}/automation`;
const day = 24 * 60 * 60_000;
const picture = png(400, 300);
let scene: TurnScene;

beforeAll(async () => {
  scene = await TurnScene.begin(15_550_394_000);
});

const get = async <Answer>(where: string) =>
  (await call('GET', where, { token: scene.admin })).json<Answer>();
const price: RuleInput['match'] = { type: 'contains', words: ['price'] };
const create = (actions: RuleInput['actions']) =>
  call('POST', `${path}/rules`, {
    token: scene.admin,
    body: { name: 'Price', match: price, actions, cooldownMinutes: 0 },
  });

/** The only rule from now on. */
async function rule(...actions: RuleInput['actions']): Promise<Rule> {
  await noRules();
  const answer = await create(actions);
  if (answer.status !== 201) throw new Error(await answer.text());
  return answer.json<Rule>();
}

async function noRules(): Promise<void> {
  const { rules } = await get<RuleList>(`${path}/rules`);
  for (const { id } of rules) await call('DELETE', `${path}/rules/${id}`, { token: scene.admin });
}

async function refusal(...actions: RuleInput['actions']): Promise<unknown[]> {
  const answer = await create(actions);
  return [answer.status, (await answer.json<ErrorBody>()).error.code];
}

function put(where: string, type: string, bytes: Uint8Array, method = 'POST'): Promise<Response> {
  const headers = {
    Authorization: `Bearer ${scene.admin}`,
    'Content-Type': type,
    'Content-Length': String(bytes.length),
  };
  return fetched(new Request(`https://inbox.example${where}`, { method, headers, body: bytes }));
}

async function upload(kind: string, type: string, bytes: Uint8Array, name = 'bowl.png') {
  const answer = await put(`${path}/files?kind=${kind}&filename=${name}`, type, bytes);
  expect(answer.status).toBe(201);
  return answer.json<AutomationFile>();
}

const files = async () => (await get<AutomationFiles>(`${path}/files`)).files;
const imageOf = (id: string, caption = 'For {{contact_first_name}}') =>
  ({ type: 'reply', content: { type: 'image', image: { id, caption } } }) as const;

const sent = (customer: Customer, count: number) =>
  vi.waitFor(async () => {
    const all = await sentTo(customer.phone);
    expect(all).toHaveLength(count);
    return all;
  });

const attempt = async (text: string) =>
  (await call('POST', `${path}/trial`, { token: scene.admin, body: { text } })).json<RuleTrialResult>();

const inInbox = <Result>(ask: (sql: SqlStorage) => Result) =>
  runInDurableObject(env.INBOX.getByName(turnNumber), (_, { storage }) => ask(storage.sql));

/** A night later. */
async function night(): Promise<void> {
  await inInbox((sql) => sql.exec("UPDATE job SET run_at = 1 WHERE lane = 'retention'"));
  await runDurableObjectAlarm(env.INBOX.getByName(turnNumber));
  await vi.waitFor(async () => {
    const due = await inInbox((sql) =>
      sql.exec("SELECT 1 FROM job WHERE lane = 'retention' AND run_at < ?", Date.now()).toArray(),
    );
    expect(due).toEqual([]);
  });
}

describe('a rule that replies with a file', () => {
  it('sends it with its caption, and the file is that of the customer’s thread', async () => {
    const { id } = await upload('image', 'image/png', picture);
    await rule(imageOf(id));
    expect(await files()).toMatchObject([{ id, isUsed: true, filename: 'bowl.png', mimeType: 'image/png' }]);
    const customer = await scene.newCustomer('price');
    await scene.quiet();
    const [message] = await sent(customer, 1);
    expect(message).toMatchObject({
      type: 'image',
      image: { id: expect.stringMatching(/^\d+$/), caption: 'For Customer' },
    });
    const { rows: messages } = await scene.thread(customer);
    expect(messages.find(({ direction }) => direction === 'out')).toMatchObject({
      media: { state: 'stored', mimeType: 'image/png', size: picture.length },
    });
    const bytes = await call('GET', `${path}/files/${id}`, { token: scene.admin });
    expect(new Uint8Array(await bytes.arrayBuffer())).toEqual(picture);
  });

  it('works months later: Meta gets the file again, and neither retention nor an erased customer takes it', async () => {
    const { id } = await upload('sticker', 'image/webp', webp(512, 512), 'wave.webp');
    await rule({ type: 'reply', content: { type: 'sticker', sticker: { id } } });
    const first = await scene.newCustomer('price');
    await scene.quiet();
    const [before] = await sent(first, 1);
    const erased = await call('POST', `/api/inboxes/${turnNumber}/conversations/${first.id}/erase`, {
      token: scene.admin,
      body: { name: (await scene.now(first)).contact.name },
    });
    expect([erased.status, await erased.text()]).toEqual([204, '']);
    await inInbox((sql) =>
      sql.exec(
        'UPDATE upload SET created_at = created_at - ?1, graph_id_until = graph_id_until - ?1',
        100 * day,
      ),
    );
    const body = { messageDays: 30, rawDays: 7, eventDays: 7 };
    await call('PUT', `/api/inboxes/${turnNumber}/retention`, { token: scene.admin, body });
    await night();
    await call('PUT', `/api/inboxes/${turnNumber}/retention`, {
      token: scene.admin,
      body: { ...body, messageDays: null },
    });
    const later = await scene.newCustomer('price');
    await scene.quiet();
    const [after] = await sent(later, 1);
    expect(after).toMatchObject({ type: 'sticker', sticker: { id: expect.stringMatching(/^\d+$/) } });
    expect(after?.sticker).not.toEqual(before?.sticker);
  });

  it('gives the file up a day after no rule has it: at once if nobody got it, else with the messages', async () => {
    const [shown, unsent, unused] = [
      await upload('image', 'image/png', picture, 'shown.png'),
      await upload('document', 'application/pdf', new Uint8Array([1, 2]), 'list.pdf'),
      await upload('image', 'image/png', picture, 'never.png'),
    ];
    await rule(imageOf(shown.id));
    const customer = await scene.newCustomer('price');
    await scene.quiet();
    await sent(customer, 1);
    await rule({
      type: 'reply',
      content: { type: 'document', document: { id: unsent.id, filename: 'list.pdf' } },
    });
    await noRules();
    await night();
    const known = async () => (await files()).map(({ id }) => id);
    expect(await known()).toEqual(expect.arrayContaining([unsent.id, unused.id]));
    await inInbox((sql) => sql.exec('UPDATE upload SET idle_at = idle_at - ?', 2 * day));
    await night();
    const left = await inInbox((sql) =>
      sql
        .exec<{ id: string }>('SELECT id FROM upload')
        .toArray()
        .map(({ id }) => id),
    );
    expect(left).toContain(shown.id);
    expect(left).not.toContain(unsent.id);
    expect(left).not.toContain(unused.id);
    await vi.waitFor(async () => {
      const stored = await env.MEDIA?.list({ prefix: `${turnNumber}/sent/` });
      expect(stored?.objects.map(({ key }) => key)).not.toContain(`${turnNumber}/sent/${unsent.id}`);
    });
    const media = await inInbox((sql) =>
      sql.exec('SELECT 1 FROM message WHERE instr(body, ?) > 0', shown.id).toArray(),
    );
    expect(media).toHaveLength(1);
    // With the messages of that time, and not before.
    const body = { messageDays: 7, rawDays: 7, eventDays: 7 };
    await inInbox((sql) => sql.exec('UPDATE upload SET created_at = 0, idle_at = ?', Date.now() - 6 * day));
    await call('PUT', `/api/inboxes/${turnNumber}/retention`, { token: scene.admin, body });
    await night();
    expect(
      await inInbox((sql) => sql.exec('SELECT 1 FROM upload WHERE id = ?', shown.id).toArray()),
    ).toHaveLength(1);
    await inInbox((sql) => sql.exec('UPDATE upload SET idle_at = ?', Date.now() - 8 * day));
    await night();
    expect(await inInbox((sql) => sql.exec('SELECT 1 FROM upload WHERE id = ?', shown.id).toArray())).toEqual(
      [],
    );
    await call('PUT', `/api/inboxes/${turnNumber}/retention`, {
      token: scene.admin,
      body: { ...body, messageDays: null },
    });
  });

  it('is refused with a file that would not be sent, or not for long', async () => {
    const { id } = await upload('document', 'application/pdf', new Uint8Array([1, 2]), 'list.pdf');
    expect(await refusal(imageOf(id))).toEqual([422, 'media_type']);
    expect(await refusal(imageOf('1234567890'))).toEqual([422, 'file_expires']);
    expect(await refusal(imageOf(crypto.randomUUID()))).toEqual([422, 'upload_not_found']);
    await inInbox((sql) => sql.exec('UPDATE upload SET object = NULL WHERE id = ?', id));
    expect(
      await refusal({ type: 'reply', content: { type: 'document', document: { id, filename: 'list.pdf' } } }),
    ).toEqual([409, 'no_bucket']);
    const wrong = await put(`${path}/files?kind=image&filename=a.gif`, 'image/gif', new Uint8Array([1]));
    expect([wrong.status, (await wrong.json<ErrorBody>()).error.code]).toEqual([422, 'media_type']);
    const settings = (sendsFiles: boolean) =>
      call('PUT', `/api/inboxes/${turnNumber}/settings`, { token: scene.admin, body: { sendsFiles } });
    await settings(false);
    const off = await put(`${path}/files?kind=image&filename=a.png`, 'image/png', picture);
    expect([off.status, (await off.json<ErrorBody>()).error.code]).toEqual([409, 'files_off']);
    await settings(true);
  });

  it('whose file is gone leaves the customer to the team, and says so', async () => {
    const { id } = await upload('image', 'image/png', picture);
    await rule({ type: 'note', text: 'Asked for the price' }, imageOf(id));
    await inInbox((sql) => sql.exec('DELETE FROM upload WHERE id = ?', id));
    const customer = await scene.newCustomer('price');
    await scene.quiet();
    expect(await scene.turns(customer)).toMatchObject([
      { source: 'rule', outcome: 'failed', because: 'file-missing', messages: [] },
    ]);
    expect(await scene.now(customer)).toMatchObject({ mode: 'person', waitingSince: expect.any(Number) });
    const { entries } = await scene.thread(customer);
    expect(entries).toContainEqual(expect.objectContaining({ type: 'note', text: 'Asked for the price' }));
  });

  it('does not show the files of customers', async () => {
    const other = await put(
      `/api/inboxes/${turnNumber}/media?kind=image&filename=private.png`,
      'image/png',
      picture,
    );
    const { id } = await other.json<{ id: string }>();
    expect((await files()).map((file) => file.id)).not.toContain(id);
    expect((await call('GET', `${path}/files/${id}`, { token: scene.admin })).status).toBe(404);
  });
});

const orderTemplate = {
  ...{ id: '990000001', name: 'order_shipped', language: 'en', status: 'APPROVED', category: 'UTILITY' },
  parameter_format: 'NAMED',
  components: [
    { type: 'HEADER', format: 'IMAGE' },
    { type: 'BODY', text: 'Hello {{customer}}, {{shop}} has sent it.' },
  ],
};

/** As Meta lists it from now on. */
async function listed(template: object): Promise<void> {
  await get(`/api/inboxes/${turnNumber}/templates`);
  await runInDurableObject(env.WORKSPACE.getByName('workspace'), (_, { storage }) => {
    const { sql } = storage;
    sql.exec(
      'INSERT OR REPLACE INTO template VALUES (?, ?, ?)',
      ...[scriptedAccount, orderTemplate.id, JSON.stringify(template)],
    );
    sql.exec('UPDATE template_list SET fetched_at = ? WHERE waba_id = ?', Date.now(), scriptedAccount);
  });
}

const templateReply = (image: string, customer = '{{contact_first_name}}') =>
  ({
    type: 'reply',
    content: {
      type: 'template',
      template: {
        name: 'order_shipped',
        language: { code: 'en' },
        components: [
          { type: 'header', parameters: [{ type: 'image', image: { id: image } }] },
          {
            type: 'body',
            parameters: [
              { type: 'text', parameter_name: 'customer', text: customer },
              { type: 'text', parameter_name: 'shop', text: '{{number_name}}' },
            ],
          },
        ],
      },
    },
  }) as const;

describe('a rule that replies with a template', () => {
  beforeEach(() => listed(orderTemplate));

  it('sends it with the customer’s values and its own file, and the thread shows it', async () => {
    const { id } = await upload('image', 'image/png', picture);
    await rule(templateReply(id));
    expect(await files()).toContainEqual(expect.objectContaining({ id, isUsed: true }));
    const customer = await scene.newCustomer('price');
    expect(await scene.now(customer)).toMatchObject({ handledBy: 'bot' });
    await scene.quiet();
    const [message] = await sent(customer, 1);
    expect(message).toMatchObject({
      template: {
        name: 'order_shipped',
        components: [
          { parameters: [{ image: { id: expect.stringMatching(/^\d+$/) } }] },
          { parameters: [{ text: 'Customer' }, { text: 'Lumen & Clay' }] },
        ],
      },
    });
    expect(await scene.turns(customer)).toMatchObject([{ outcome: 'answered', because: null }]);
    const { rows: messages } = await scene.thread(customer);
    expect(messages.find(({ direction }) => direction === 'out')).toMatchObject({
      content: { shown: { body: 'Hello Customer, Lumen & Clay has sent it.' } },
    });
  });

  it('is checked when it is saved', async () => {
    const { id } = await upload('image', 'image/png', picture);
    const { content } = templateReply(id);
    const other = (template: object) => ({
      type: 'reply' as const,
      content: { ...content, template: { ...content.template, ...template } },
    });
    expect(await refusal(other({ name: 'unheard_of' }))).toEqual([422, 'template_not_found']);
    // The list was fetched again.
    await listed(orderTemplate);
    expect(await refusal(other({ components: content.template.components.slice(1) }))).toEqual([
      422,
      'invalid_content',
    ]);
    await listed({ ...orderTemplate, status: 'PAUSED' });
    expect(await refusal(templateReply(id))).toEqual([422, 'template_not_sendable']);
  });

  it.each([
    ['paused', { status: 'PAUSED' }, 'template-unavailable'],
    ['disabled', { status: 'DISABLED' }, 'template-unavailable'],
    ['changed', { components: [{ type: 'BODY', text: 'Hello {{customer}}' }] }, 'template-changed'],
  ] as const)('leaves the customer to the team once it is %s', async (_, change, because) => {
    const { id } = await upload('image', 'image/png', picture);
    await rule({ type: 'note', text: 'Asked' }, templateReply(id));
    await listed({ ...orderTemplate, ...change });
    expect(await attempt('price')).toMatchObject({
      ...{ source: 'rule', because, messages: [], content: null },
      names: { template: 'order_shipped' },
    });
    const customer = await scene.newCustomer('price');
    await scene.quiet();
    expect(await scene.turns(customer)).toMatchObject([
      { outcome: 'failed', because, details: { template: { name: 'order_shipped' } } },
    ]);
    expect(await scene.now(customer)).toMatchObject({ mode: 'person', waitingSince: expect.any(Number) });
    expect(await sentTo(customer.phone)).toEqual([]);
    const { entries } = await scene.thread(customer);
    expect(entries).toContainEqual(expect.objectContaining({ type: 'note', text: 'Asked' }));
  });

  it('never sends one with an empty variable', async () => {
    const { id } = await upload('image', 'image/png', picture);
    await rule(templateReply(id, '{{opens}}'));
    const customer = await scene.newCustomer('price');
    await scene.quiet();
    expect(await scene.turns(customer)).toMatchObject([{ outcome: 'failed', because: 'value-missing' }]);
  });

  it('says in an estimate what its templates would have cost', async () => {
    const { id } = await upload('image', 'image/png', picture);
    await noRules();
    const table = { currency: 'EUR', rates: [{ category: 'utility', country: '*', price: 0.05 }] };
    await call('PUT', `/api/inboxes/${turnNumber}/analytics/rates`, { token: scene.admin, body: { table } });
    await scene.newCustomer('price of the vase');
    const body = {
      rule: { name: 'Vase', match: { type: 'contains', words: ['vase'] }, actions: [templateReply(id)] },
    };
    const answer = await call('POST', `${path}/estimate`, { token: scene.admin, body });
    expect(await answer.json<EstimateResult>()).toMatchObject({
      ...{ messages: 1, charged: 1, currency: 'EUR' },
      templates: [{ category: 'utility', messages: 1, amount: 0.05 }],
    });
  });
});

describe('a rule that sends a saved reply', () => {
  async function savedReply(isShared = true): Promise<SavedReply> {
    const made = await call('POST', '/api/replies', {
      token: scene.admin,
      body: {
        ...{ isShared, shortcut: `list-${crypto.randomUUID().slice(0, 8)}`, title: 'Price list' },
        text: 'Here is our list, {{contact_first_name}}. {{agent_name}}',
        buttons: ['Thanks'],
      },
    });
    const reply = await made.json<SavedReply>();
    const file = await put(
      `/api/replies/${reply.id}/file?filename=prices.pdf`,
      'application/pdf',
      new Uint8Array([1, 2, 3]),
      'PUT',
    );
    return file.json<SavedReply>();
  }

  it('sends its file and then its text with its buttons, as one turn, and copies the file once', async () => {
    const reply = await savedReply();
    await rule({ type: 'saved-reply', reply: reply.id });
    expect(await attempt('price')).toMatchObject({
      source: 'rule',
      messages: [{ type: 'document' }, { type: 'interactive' }],
      names: { savedReply: 'Price list', file: 'prices.pdf' },
    });
    const [one, other] = [await scene.newCustomer('price'), await scene.newCustomer('price')];
    await scene.quiet();
    for (const customer of [one, other]) {
      expect(await sent(customer, 2)).toMatchObject([
        { type: 'document', document: { filename: 'prices.pdf' } },
        { type: 'interactive', interactive: { body: { text: 'Here is our list, Customer.' } } },
      ]);
      expect(await scene.turns(customer)).toMatchObject([
        { outcome: 'answered', messages: [expect.any(Number), expect.any(Number)] },
      ]);
    }
    const copies = await inInbox((sql) =>
      sql.exec('SELECT id FROM upload WHERE source IS NOT NULL').toArray(),
    );
    expect(copies).toHaveLength(1);
    // It is a file of threads, and not of rules.
    expect((await files()).map(({ filename }) => filename)).not.toContain('prices.pdf');
  });

  it('is refused with one that is personal, and leaves the customer to the team once it is deleted', async () => {
    const own = await savedReply(false);
    expect(await refusal({ type: 'saved-reply', reply: own.id })).toEqual([422, 'reply_not_found']);
    const reply = await savedReply();
    await rule({ type: 'saved-reply', reply: reply.id });
    await call('DELETE', `/api/replies/${reply.id}`, { token: scene.admin });
    const customer = await scene.newCustomer('price');
    await scene.quiet();
    expect(await scene.turns(customer)).toMatchObject([{ outcome: 'failed', because: 'reply-deleted' }]);
    expect(await scene.now(customer)).toMatchObject({ mode: 'person', waitingSince: expect.any(Number) });
  });

  it('sends nothing if a person answers while it is being looked up', async () => {
    const reply = await savedReply();
    await rule({ type: 'saved-reply', reply: reply.id });
    const customer = await scene.newCustomer('price');
    await scene.answers(customer);
    await scene.quiet();
    await sent(customer, 1);
    expect(await scene.turns(customer)).toMatchObject([{ outcome: 'withdrawn', because: 'person' }]);
  });
});

describe('a trial', () => {
  it('names the menu that a rule starts', async () => {
    const made = await call('POST', `${path}/menus`, {
      token: scene.admin,
      body: {
        ...{ name: 'Main menu', repeatText: 'Again' },
        questions: [
          { id: 'q', text: 'Which?', options: [{ id: 'a', title: 'A', actions: [{ type: 'hand-over' }] }] },
        ],
      },
    });
    const menu = await made.json<{ id: string }>();
    const { id } = await rule({ type: 'menu', menu: menu.id });
    expect(await attempt('price')).toMatchObject({
      ...{ source: 'menu', rule: id, because: null },
      names: { menu: 'Main menu', template: null, file: null, savedReply: null },
    });
  });
});
