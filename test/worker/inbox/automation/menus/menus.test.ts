/** Menus: questions that a customer answers by a tap, a title or a number. */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Menu, MenuInput } from '../../../../../worker/api/automation/menus.ts';
import type { RuleList } from '../../../../../worker/api/automation/rules.ts';
import type { ErrorBody } from '../../../../../worker/api/errors.ts';
import { type Customer, TurnScene, turnNumber } from '../../../support/turn-scene.ts';
import { call } from '../../../support/webhooks.ts';

const path = `/api/inboxes/${turnNumber}/automation`;
const reply = (body: string) => ({ type: 'reply', content: { type: 'text', text: { body } } }) as const;

const shop: MenuInput = {
  name: 'Shop',
  repeatText: 'Please choose one of these.',
  questions: [
    {
      id: 'start',
      text: 'What is it about?',
      options: [
        { id: 'order', title: 'My order', question: 'order' },
        { id: 'hours', title: 'Opening hours', actions: [reply('9 to 18')] },
        { id: 'person', title: 'Talk to us', actions: [{ type: 'hand-over' }] },
      ],
    },
    {
      id: 'order',
      text: 'Which order?',
      options: ['Today', 'Yesterday', 'Last week', 'Earlier'].map((title, index) => ({
        id: `${index}`,
        title,
        description: `Ordered ${title.toLowerCase()}`,
        actions: [reply(`Orders of ${title.toLowerCase()} are on their way.`)],
      })),
    },
  ],
};

let scene: TurnScene;
let menu: Menu;

const send = (method: string, at: string, body?: object) =>
  call(method, `${path}/${at}`, { token: scene.admin, ...(body && { body }) });

const received = (customer: Customer, ...expected: string[]) =>
  vi.waitFor(async () =>
    expect(await scene.received(customer)).toEqual(expected.map((body) => expect.stringContaining(body))),
  );

async function inMenu(): Promise<Customer> {
  const customer = await scene.newCustomer('menu');
  await scene.quiet();
  await received(customer, 'What is it about?');
  return customer;
}

beforeAll(async () => {
  scene = await TurnScene.begin(15_550_320_000);
  menu = await (await send('POST', 'menus', shop)).json<Menu>();
  const rule = {
    name: 'Start',
    match: { type: 'exact', words: ['menu'] },
    actions: [{ type: 'menu', menu: menu.id }],
  };
  expect((await send('POST', 'rules', rule)).status).toBe(201);
});

describe('a menu', () => {
  it('leads a customer from question to answer by taps', async () => {
    const customer = await inMenu();
    await scene.taps(customer, `menu/${menu.id}/start/order`, 'My order');
    await scene.quiet();
    await received(customer, 'What is it about?', 'Which order?');
    await scene.taps(customer, `menu/${menu.id}/order/1`, 'Yesterday');
    await scene.quiet();
    await received(customer, 'What is it about?', 'Which order?', 'Orders of yesterday');
    expect(await scene.now(customer)).toMatchObject({ handledBy: 'bot', waitingSince: null });
    expect(await scene.turns(customer)).toMatchObject([
      { source: 'menu', subject: menu.id, outcome: 'answered' },
      { source: 'menu', outcome: 'answered', details: { question: 'order' } },
      { source: 'menu', outcome: 'answered', details: { question: 'start', rules: [expect.any(String)] } },
    ]);
  });

  it.each([
    ['opening HOURS!', '9 to 18'],
    ['2', '9 to 18'],
    ['٢', '9 to 18'],
    ['1.', 'Which order?'],
  ])('understands “%s”', async (typed, answer) => {
    const customer = await inMenu();
    await scene.writes(customer, typed);
    await scene.quiet();
    await received(customer, 'What is it about?', answer);
  });

  it('repeats a question once, and then leaves the customer to the team', async () => {
    const customer = await inMenu();
    await scene.writes(customer, 'A bowl');
    await scene.quiet();
    await received(customer, 'What is it about?', 'Please choose one of these.');
    await scene.writes(customer, 'A blue bowl');
    await scene.quiet();
    expect(await scene.now(customer)).toMatchObject({ mode: 'person', waitingSince: expect.any(Number) });
    expect(await scene.turns(customer)).toMatchObject([{ outcome: 'handed-over' }, {}, {}]);
  });

  it('hands over by an answer, or by the wish for a person', async () => {
    const [tapping, asking] = [await inMenu(), await inMenu()];
    await scene.taps(tapping, `menu/${menu.id}/start/person`, 'Talk to us');
    await scene.writes(asking, 'human');
    await scene.quiet();
    expect(await scene.now(tapping)).toMatchObject({ mode: 'person' });
    expect(await scene.now(asking)).toMatchObject({ mode: 'person' });
  });

  it('ends when a person has written', async () => {
    const customer = await inMenu();
    await scene.answers(customer);
    await scene.writes(customer, '2');
    await scene.quiet();
    await received(customer, 'What is it about?', 'I am here');
  });

  it('goes on when it is changed while a customer is in it', async () => {
    const [known, gone, lost] = [await inMenu(), await inMenu(), await inMenu()];
    const [start, order] = shop.questions;
    if (!start || !order) throw new Error('The menu has two questions');
    const options = start.options.map((option) =>
      option.id === 'hours' ? { ...option, title: 'When we are open', actions: [reply('10 to 19')] } : option,
    );
    const later = options.filter(({ id }) => id !== 'person');
    const change = (questions: MenuInput['questions']) =>
      send('PUT', `menus/${menu.id}`, { ...shop, questions });
    expect((await change([{ ...start, options: later }, order])).status).toBe(200);
    await scene.taps(known, `menu/${menu.id}/start/hours`, 'Opening hours');
    await scene.taps(gone, `menu/${menu.id}/start/person`, 'Talk to us');
    await scene.quiet();
    await received(known, 'What is it about?', '10 to 19');
    await received(gone, 'What is it about?', 'Please choose one of these.');
    expect((await change([{ ...start, id: 'other', options: later }, order])).status).toBe(200);
    await scene.writes(lost, '2');
    await scene.quiet();
    expect((await scene.turns(lost))[0]).toMatchObject({ source: 'menu', details: { question: 'other' } });
    await change(shop.questions);
  });
});

describe('when a menu is saved', () => {
  const refusal = async (change: Partial<MenuInput>) =>
    (await (await send('POST', 'menus', { ...shop, ...change })).json<ErrorBody>()).error;
  const question = (id: string, next: string | null) => ({
    id,
    text: id,
    options: [{ id: 'a', title: 'A', ...(next === null ? { actions: [reply('x')] } : { question: next }) }],
  });

  it('its questions must not come twice, nor be too many, nor be missing', async () => {
    const chain = (ids: string[]) => ids.map((id, index) => question(id, ids[index + 1] ?? null));
    expect(
      (await send('POST', 'menus', { ...shop, name: 'Deep', questions: chain(['a', 'b', 'c', 'd', 'e']) }))
        .status,
    ).toBe(201);
    expect(await refusal({ questions: chain(['a', 'b', 'c', 'd', 'e', 'f']) })).toMatchObject({
      code: 'invalid_input',
    });
    expect(await refusal({ questions: [question('a', 'b'), question('b', 'a')] })).toMatchObject({
      code: 'invalid_input',
    });
    expect(await refusal({ questions: [question('a', 'c')] })).toMatchObject({ code: 'invalid_input' });
  });

  it('its messages and the menus that it starts are checked', async () => {
    const option = { id: 'a', title: 'A' };
    const start = (actions: object[]) => ({
      questions: [{ id: 'a', text: 'Q', options: [{ ...option, actions }] }],
    });
    const saved = await send('POST', 'menus', { ...shop, ...start([reply('x'.repeat(5_000))]) });
    expect((await saved.json<ErrorBody>()).error.code).toBe('invalid_content');
    const unknown = await send('POST', 'menus', { ...shop, ...start([{ type: 'menu', menu: 'nothing' }]) });
    expect((await unknown.json<ErrorBody>()).error.code).toBe('menu_unknown');
  });

  it('it can be deleted once no rule starts it', async () => {
    const refused = await send('DELETE', `menus/${menu.id}`);
    expect((await refused.json<ErrorBody>()).error).toMatchObject({
      code: 'menu_in_use',
      details: { starters: ['Start'] },
    });
    const { rules } = await (await send('GET', 'rules')).json<RuleList>();
    for (const { id } of rules) await send('DELETE', `rules/${id}`);
    expect((await send('DELETE', `menus/${menu.id}`)).status).toBe(204);
    expect((await send('DELETE', `menus/${menu.id}`)).status).toBe(404);
  });
});
