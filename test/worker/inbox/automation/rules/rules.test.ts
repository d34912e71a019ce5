/** Rules of a number: what they match, what they do, and what they leave alone. */
import { runDurableObjectAlarm } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { EstimateResult } from '../../../../../worker/api/automation/estimate.ts';
import type {
  Rule,
  RuleInput,
  RuleList,
  RuleTrialResult,
} from '../../../../../worker/api/automation/rules.ts';
import type { ContactExport } from '../../../../../worker/api/conversations/contacts.ts';
import type { Label } from '../../../../../worker/api/conversations/labels.ts';
import type { ErrorBody } from '../../../../../worker/api/errors.ts';
import { type Customer, TurnScene, turnNumber } from '../../../support/turn-scene.ts';
import { call } from '../../../support/webhooks.ts';

const path = `/api/inboxes/${turnNumber}/automation`;
const minute = 60_000;
let scene: TurnScene;
let label: Label;

const reply = (body: string) => ({ type: 'reply', content: { type: 'text', text: { body } } }) as const;
const words = (...all: string[]): RuleInput['match'] => ({ type: 'contains', words: all });

const create = (rule: RuleInput) => call('POST', `${path}/rules`, { token: scene.admin, body: rule });

async function rules(...all: RuleInput[]): Promise<Rule[]> {
  const before = await (await call('GET', `${path}/rules`, { token: scene.admin })).json<RuleList>();
  for (const { id } of before.rules) await call('DELETE', `${path}/rules/${id}`, { token: scene.admin });
  const created: Rule[] = [];
  for (const rule of all) {
    const answer = await create(rule);
    if (answer.status !== 201) throw new Error(await answer.text());
    created.push(await answer.json<Rule>());
  }
  return created;
}

const received = (customer: Customer, ...expected: string[]) =>
  vi.waitFor(async () =>
    expect(await scene.received(customer)).toEqual(expected.map((body) => expect.stringContaining(body))),
  );

beforeAll(async () => {
  scene = await TurnScene.begin(15_550_310_000);
  const made = await call('POST', '/api/labels', {
    token: scene.admin,
    body: { name: 'Price', color: 'blue' },
  });
  label = await made.json<Label>();
});

describe('a rule', () => {
  it('answers with the customer’s values, and then nobody waits', async () => {
    const [rule] = await rules({
      name: 'Price',
      match: words('price'),
      actions: [reply('Hello {{contact_first_name}}, the bowl is $24.')],
    });
    const customer = await scene.newCustomer('What is the PRICE?');
    expect(await scene.now(customer)).toMatchObject({ handledBy: 'bot', waitingSince: null });
    await scene.quiet();
    await received(customer, 'Hello Customer, the bowl is $24.');
    expect(await scene.now(customer)).toMatchObject({
      mode: 'automatic',
      handledBy: 'bot',
      waitingSince: null,
    });
    expect(await scene.turns(customer)).toMatchObject([
      { source: 'rule', subject: rule?.id, outcome: 'answered', messages: [expect.any(Number)] },
    ]);
    const list = await (await call('GET', `${path}/rules`, { token: scene.admin })).json<RuleList>();
    expect(list.rules).toMatchObject([{ hits: 1, lastHitAt: expect.any(Number) }]);
  });

  it('answers what comes in several messages once', async () => {
    await rules({ name: 'Price', match: words('price'), actions: [reply('$24')] });
    const customer = await scene.newCustomer('Hello');
    await scene.writes(customer, 'the price please');
    await scene.writes(customer, 'the price of the bowl');
    await scene.quiet();
    await received(customer, '$24');
    expect(await scene.turns(customer)).toHaveLength(1);
  });

  it('leaves a customer alone for its cooldown', async () => {
    await rules({ name: 'Price', match: words('price'), actions: [reply('$24')], cooldownMinutes: 30 });
    const customer = await scene.newCustomer('price');
    await scene.quiet();
    await scene.writes(customer, 'price?');
    await scene.quiet();
    await received(customer, '$24');
    expect(await scene.now(customer)).toMatchObject({ handledBy: null, waitingSince: expect.any(Number) });
    await scene.letPass(customer, 40 * minute);
    await scene.answers(customer, 'Something else');
    await call('PUT', `/api/inboxes/${turnNumber}/conversations/${customer.id}/mode`, {
      token: scene.admin,
      body: { mode: 'automatic' },
    });
    await scene.writes(customer, 'price');
    await scene.quiet();
    await received(customer, '$24', 'Something else', '$24');
  });

  it('labels, notes and goes on to the next, which answers', async () => {
    const [first, second] = await rules(
      {
        name: 'Mark',
        match: words('price'),
        actions: [
          { type: 'label', add: [label.id] },
          { type: 'note', text: 'Asks for a price' },
        ],
        continues: true,
      },
      { name: 'Answer', match: { type: 'any' }, actions: [reply('One moment')], answers: false },
    );
    const customer = await scene.newCustomer('price');
    await scene.quiet();
    await received(customer, 'One moment');
    expect(await scene.now(customer)).toMatchObject({ labels: [label.id], handledBy: null });
    const { entries } = await scene.thread(customer);
    expect(entries).toContainEqual(
      expect.objectContaining({
        type: 'note',
        text: 'Asks for a price',
        by: expect.objectContaining({ name: 'Mark' }),
      }),
    );
    expect(await scene.turns(customer)).toMatchObject([
      { subject: second?.id, outcome: 'said', details: { rules: [first?.id] } },
    ]);
  });

  it('does something on the way to the welcome', async () => {
    await scene.automate({ welcome: { text: { en: 'Welcome' } } });
    await rules({
      name: 'Mark',
      match: { type: 'any' },
      actions: [{ type: 'label', add: [label.id] }],
      continues: true,
    });
    const customer = await scene.newCustomer('Hi');
    await scene.quiet();
    await received(customer, 'Welcome');
    expect(await scene.now(customer)).toMatchObject({ labels: [label.id] });
    await scene.automate({});
  });

  it('hands over with a message, which is still sent', async () => {
    await rules({
      name: 'Refund',
      match: words('refund'),
      actions: [reply('A colleague will see to it.'), { type: 'hand-over' }],
    });
    const customer = await scene.newCustomer('I want a refund');
    await scene.quiet();
    await received(customer, 'A colleague will see to it.');
    expect(await scene.now(customer)).toMatchObject({ mode: 'person', waitingSince: expect.any(Number) });
    expect(await scene.turns(customer)).toMatchObject([{ outcome: 'handed-over' }]);
  });

  it('assigns to an agent, and automation goes on', async () => {
    const me = await (await call('GET', '/api/me', { token: scene.admin })).json<{ agent: { id: string } }>();
    await rules({
      name: 'Mine',
      match: words('order'),
      actions: [{ type: 'assign', to: me.agent.id }, reply('Which one?')],
      cooldownMinutes: 0,
    });
    const customer = await scene.newCustomer('order');
    await scene.quiet();
    await received(customer, 'Which one?');
    expect(await scene.now(customer)).toMatchObject({ mode: 'automatic', assignee: { id: me.agent.id } });
  });

  it('resolves, turns automation off, or records an opt-out', async () => {
    await rules(
      { name: 'Thanks', match: { type: 'exact', words: ['thanks'] }, actions: [{ type: 'resolve' }] },
      { name: 'Quiet', match: { type: 'exact', words: ['quiet'] }, actions: [{ type: 'off' }] },
      { name: 'Never', match: { type: 'exact', words: ['never'] }, actions: [{ type: 'stop' }] },
    );
    const [thanks, quiet, never] = [
      await scene.newCustomer('Thanks!'),
      await scene.newCustomer('quiet'),
      await scene.newCustomer('never'),
    ];
    await scene.quiet();
    expect(await scene.now(thanks)).toMatchObject({ state: 'resolved' });
    expect(await scene.now(quiet)).toMatchObject({ mode: 'off', waitingSince: expect.any(Number) });
    expect(await scene.now(never)).toMatchObject({ marketingStoppedAt: expect.any(Number) });
  });

  it('says nothing while a person answers, and may still label', async () => {
    await rules(
      {
        name: 'Mark',
        match: words('price'),
        actions: [{ type: 'label', add: [label.id] }],
        conditions: { whilePerson: true },
        continues: true,
      },
      { name: 'Answer', match: words('price'), actions: [reply('$24')] },
    );
    const customer = await scene.newCustomer('Hello');
    await scene.answers(customer);
    await scene.quiet();
    await scene.writes(customer, 'price');
    await scene.quiet();
    await received(customer, 'I am here');
    expect(await scene.now(customer)).toMatchObject({ mode: 'person', labels: [label.id] });
  });

  it('of which one goes on and another ends does both once for a burst', async () => {
    await rules(
      { name: 'Mark', match: words('bowl'), actions: [{ type: 'note', text: 'A bowl' }], continues: true },
      { name: 'Leave', match: words('bowl'), actions: [{ type: 'note', text: 'For the team' }] },
    );
    const customer = await scene.newCustomer('a bowl');
    await scene.writes(customer, 'a blue bowl');
    await scene.quiet();
    const { entries } = await scene.thread(customer);
    const notes = entries.flatMap((entry) => (entry.type === 'note' ? [entry.text] : []));
    expect(notes.sort()).toEqual(['A bowl', 'For the team']);
    expect(await scene.now(customer)).toMatchObject({ waitingSince: expect.any(Number) });
  });

  it('answers a tap on a button at once, by its title', async () => {
    await rules({
      name: 'Hours',
      match: { type: 'exact', words: ['Opening hours'] },
      actions: [reply('9 to 18')],
    });
    const customer = await scene.newCustomer('Hello');
    await scene.taps(customer, 'welcome/0', 'Opening hours');
    await scene.quiet();
    await received(customer, '9 to 18');
  });
});

describe('when a rule is saved', () => {
  const refusal = async (rule: RuleInput) => {
    const answer = await create(rule);
    return { status: answer.status, ...(await answer.json<ErrorBody>()).error };
  };

  it('its pattern, its message, labels and agents are checked', async () => {
    const base = { name: 'Wrong', match: { type: 'any' } } as const;
    const actions = [reply('Hi')];
    expect(await refusal({ ...base, actions, match: { type: 'pattern', pattern: '(a' } })).toMatchObject({
      status: 422,
      code: 'invalid_pattern',
      details: { at: 2 },
    });
    expect(await refusal({ ...base, actions: [reply('x'.repeat(5_000))] })).toMatchObject({
      code: 'invalid_content',
    });
    expect(await refusal({ ...base, actions: [{ type: 'label', add: ['nothing'] }] })).toMatchObject({
      code: 'label_not_found',
    });
    expect(await refusal({ ...base, actions: [{ type: 'assign', to: 'nobody' }] })).toMatchObject({
      code: 'agent_not_found',
    });
    expect(await refusal({ ...base, actions: [...actions, ...actions] })).toMatchObject({
      code: 'invalid_input',
    });
  });

  it('it can be changed, put in another order and deleted', async () => {
    const [a, b] = await rules(
      { name: 'A', match: words('a'), actions: [reply('a')] },
      { name: 'B', match: words('b'), actions: [reply('b')] },
    );
    const order = (ids: unknown[]) =>
      call('PUT', `${path}/rules/order`, { token: scene.admin, body: { ids } });
    expect((await order([b?.id])).status).toBe(409);
    const ordered = await (await order([b?.id, a?.id])).json<RuleList>();
    expect(ordered.rules.map(({ name }) => name)).toEqual(['B', 'A']);
    const changed = await call('PUT', `${path}/rules/${a?.id}`, {
      token: scene.admin,
      body: { name: 'C', isOn: false, match: words('c'), actions: [reply('c')] },
    });
    expect(await changed.json<Rule>()).toMatchObject({ name: 'C', isOn: false });
    expect((await call('DELETE', `${path}/rules/${b?.id}`, { token: scene.admin })).status).toBe(204);
    expect((await call('DELETE', `${path}/rules/${b?.id}`, { token: scene.admin })).status).toBe(404);
  });

  it('a label that is deleted later is left out', async () => {
    const made = await call('POST', '/api/labels', {
      token: scene.admin,
      body: { name: 'Gone', color: 'red' },
    });
    const gone = await made.json<Label>();
    await rules({
      name: 'Mark',
      match: words('price'),
      actions: [{ type: 'label', add: [gone.id, label.id] }],
    });
    await call('DELETE', `/api/labels/${gone.id}`, { token: scene.admin });
    const customer = await scene.newCustomer('price');
    await scene.quiet();
    expect(await scene.now(customer)).toMatchObject({ labels: [label.id] });
  });
});

describe('a trial', () => {
  it('says which rule answers with what, and why the others do not', async () => {
    await rules(
      { name: 'Off', isOn: false, match: words('price'), actions: [reply('off')] },
      { name: 'Other', match: words('refund'), actions: [reply('other')] },
      { name: 'German', match: words('price'), conditions: { languages: ['de'] }, actions: [reply('Hallo')] },
      { name: 'Price', match: words('price'), actions: [reply('{{number_name}}: $24')] },
      { name: 'Late', match: words('price'), actions: [reply('late')] },
    );
    const attempt = async (body: object) =>
      (await call('POST', `${path}/trial`, { token: scene.admin, body })).json<RuleTrialResult>();
    const english = await attempt({ text: 'price?' });
    expect(english.rules.map(({ miss }) => miss)).toEqual(['off', 'text', 'language', null, 'earlier']);
    expect(english).toMatchObject({ source: 'rule', content: { type: 'text' } });
    expect(await attempt({ text: 'price?', language: 'de' })).toMatchObject({
      content: { text: { body: 'Hallo' } },
    });
    expect(await attempt({ text: 'anything' })).toMatchObject({ source: null, rule: null, content: null });
    expect(await attempt({ text: 'STOP' })).toMatchObject({ source: 'stop' });
  });
});

describe('an estimate', () => {
  it('says how often a rule would have answered last month, and what is charged for', async () => {
    await rules();
    const estimate = async (body: object) =>
      (await call('POST', `${path}/estimate`, { token: scene.admin, body })).json<EstimateResult>();
    const rule = { name: 'Bench', match: words('bench'), actions: [reply('$90')], cooldownMinutes: 0 };
    const before = await estimate({ rule });
    const customer = await scene.newCustomer('The bench?');
    await scene.writes(customer, 'How much is the bench');
    const other = await scene.newCustomer('bench');
    await scene.answers(other);
    await scene.writes(other, 'bench');
    const after = await estimate({ rule });
    expect(after.turns.rule - before.turns.rule).toBe(1);
    expect(after.bursts - before.bursts).toBe(3);
    expect(after.rules).toEqual([{ id: 'new', turns: after.turns.rule }]);
    expect(after).toMatchObject({ days: 30, isSampled: false, messages: after.turns.rule, charged: 0 });
    expect(after.rows).toBeGreaterThan(0);
    const welcomed = await estimate({ welcome: { text: { en: 'Hi' } } });
    expect(welcomed.turns.welcome).toBeGreaterThan(2);
    expect(await scene.turns(customer)).toEqual([]);
  });
});

describe('the export of a contact', () => {
  it('lists what was answered automatically', async () => {
    const [rule] = await rules({ name: 'Price', match: words('price'), actions: [reply('$24')] });
    const customer = await scene.newCustomer('price');
    await scene.quiet();
    const answer = await call('GET', `/api/inboxes/${turnNumber}/conversations/${customer.id}/export`, {
      token: scene.admin,
    });
    const { turns } = await answer.json<ContactExport>();
    expect(turns).toMatchObject([{ source: 'rule', subject: rule?.id, outcome: 'answered' }]);
  });
});

describe('after 90 days', () => {
  it('what was answered automatically is forgotten', async () => {
    await rules({ name: 'Price', match: words('price'), actions: [reply('$24')] });
    const [old, recent] = [await scene.newCustomer('price'), await scene.newCustomer('price')];
    await scene.quiet();
    await scene.letPass(old, 91 * 24 * 60 * minute);
    await scene.letPass(recent, 89 * 24 * 60 * minute);
    const body = { messageDays: null, rawDays: 7, eventDays: 7 };
    const changed = await call('PUT', `/api/inboxes/${turnNumber}/retention`, { token: scene.admin, body });
    expect(changed.status).toBe(200);
    await runDurableObjectAlarm(env.INBOX.getByName(turnNumber));
    await vi.waitFor(async () => expect(await scene.turns(old)).toEqual([]));
    expect(await scene.turns(recent)).toHaveLength(1);
  });
});
