/** What can go wrong around an assistant that always answers: a slow model, restless customers, machines and old messages. */

import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { standInKey, standInModel } from '../../../../../demo/cloud-api/model/model.ts';
import type { ModelFault } from '../../../../../demo/cloud-api/model/model-faults.ts';
import type { AssistantState } from '../../../../../worker/api/automation/assistant.ts';
import { type Customer, TurnScene, turnNumber } from '../../../support/turn-scene.ts';
import { call, post, webhook } from '../../../support/webhooks.ts';

const path = `/api/inboxes/${turnNumber}`;
const outside = 'https://outside.example/model/faults';
let scene: TurnScene;

async function put(at: string, body: unknown): Promise<void> {
  const answer = await call('PUT', at, { token: scene.admin, body });
  if (!answer.ok) throw new Error(await answer.text());
}

const tell = (body: object) => fetch(outside, { method: 'PUT', body: JSON.stringify(body) });
const modelDoes = (fault: ModelFault | null) => tell({ fault });
/** Once it is asked, the model does not answer until it is told to. */
const modelThinks = () => tell({ holds: true });
const modelAnswers = () => tell({ holds: false });
const asked = async (): Promise<unknown[]> => (await fetch(outside)).json();
const state = async (): Promise<AssistantState> =>
  (await call('GET', `${path}/automation/assistant`, { token: scene.admin })).json();
const received = (customer: Customer, ...words: string[]) =>
  vi.waitFor(async () =>
    expect(await scene.received(customer)).toEqual(words.map((body) => expect.stringContaining(body))),
  );

beforeAll(async () => {
  scene = await TurnScene.begin(15_550_486_000);
  await put('/api/automation/provider', {
    ...{ url: 'https://model.example/faults/v1', model: standInModel, key: standInKey },
  });
  await put(`${path}/automation/assistant`, { mode: 'always', provider: 'own' });
  for (const [title, text] of [
    ['Shipping', 'A parcel within Germany costs 4.90 €.'],
    ['Repairs', 'We repair bowls on Fridays.'],
    ['Gifts', 'We wrap a gift for free.'],
  ]) {
    const body = { title, text };
    const answer = await call('POST', `${path}/automation/knowledge`, { token: scene.admin, body });
    expect(answer.status).toBe(201);
  }
});

beforeEach(() => modelDoes(null));

describe('a model that is slow', () => {
  it('is given up when its time is over, and the team has the conversation', async () => {
    await modelDoes('timeout');
    const customer = await scene.newCustomer('How much is shipping?');
    await scene.quiet();
    expect(await scene.turns(customer)).toMatchObject([
      { outcome: 'handed-over', messages: [], details: { because: 'model_timeout' } },
    ]);
    expect((await scene.now(customer)).waitingSince).not.toBeNull();
    expect(await scene.received(customer)).toEqual([]);
  });

  /** A customer whose question the model is thinking about. */
  async function askedAbout(words: string): Promise<Customer> {
    await modelThinks();
    const customer = await scene.newCustomer(words);
    await scene.comeDue();
    await vi.waitFor(async () => expect(await asked()).toHaveLength(1));
    return customer;
  }

  /** The turn that the model was asked for ends. A turn that begins again comes due before. */
  async function answersNow(customer: Customer): Promise<void> {
    await modelAnswers();
    await vi.waitFor(async () => expect((await scene.turns(customer))[0]?.endedAt).not.toBeNull());
  }

  it('answers once, to everything, if the customer writes two more messages while it thinks', async () => {
    const customer = await askedAbout('Hello');
    await scene.writes(customer, 'How much is shipping?');
    await scene.writes(customer, 'And what does a parcel cost?');
    await scene.comeDue();
    await answersNow(customer);
    await received(customer, '4.90 €');
    expect(await scene.turns(customer)).toMatchObject([{ outcome: 'answered' }]);
    expect(await asked()).toHaveLength(2);
    expect(JSON.stringify((await asked()).at(-1))).toContain('And what does a parcel cost?');
  });

  it('starts again once, and then leaves a customer who writes on each time to the team', async () => {
    const customer = await askedAbout('Hello');
    await scene.writes(customer, 'How much is shipping?');
    await scene.comeDue();
    await vi.waitFor(async () => expect(await asked()).toHaveLength(2));
    await scene.writes(customer, 'To Germany, I mean');
    await scene.comeDue();
    await answersNow(customer);
    expect(await scene.turns(customer)).toMatchObject([{ outcome: 'failed', messages: [] }]);
    expect(await scene.now(customer)).toMatchObject({ mode: 'person', waitingSince: expect.any(Number) });
    expect(await scene.received(customer)).toEqual([]);
    expect(await asked()).toHaveLength(2);
  });

  it('sends nothing if a person writes on the phone while it thinks', async () => {
    const customer = await askedAbout('How much is shipping?');
    await meta('smb_message_echoes', {
      message_echoes: [
        {
          ...{ from: '15550783881', to: customer.phone, id: `wamid.echo.${customer.phone}`, type: 'text' },
          ...{ text: { body: 'It is 4.90 €.' }, timestamp: String(Math.floor(Date.now() / 1000)) },
        },
      ],
    });
    await answersNow(customer);
    expect(await scene.turns(customer)).toMatchObject([{ outcome: 'withdrawn', because: 'person' }]);
    expect(await scene.received(customer)).toEqual([]);
  });

  it('sends nothing if automation is paused while it thinks', async () => {
    const customer = await askedAbout('How much is shipping?');
    await scene.automate({ isPaused: true });
    await answersNow(customer);
    await scene.automate({});
    expect(await scene.turns(customer)).toMatchObject([{ outcome: 'withdrawn', because: 'paused' }]);
    expect(await scene.received(customer)).toEqual([]);
  });

  it('sends nothing if automation is turned off for the conversation while it thinks', async () => {
    const customer = await askedAbout('How much is shipping?');
    await put(`${path}/conversations/${customer.id}/mode`, { mode: 'off' });
    await answersNow(customer);
    expect(await scene.turns(customer)).toMatchObject([{ outcome: 'withdrawn', because: 'off' }]);
    expect(await scene.received(customer)).toEqual([]);
  });
});

describe('old messages', () => {
  it('ask no model, neither late ones nor those of an import', async () => {
    const turns = (await state()).usage.today.turns;
    const late = await scene.newCustomer('How much is shipping?');
    await scene.quiet();
    await received(late, '4.90 €');
    await scene.writes(late, 'And do you repair bowls?', Date.now() - 10 * 60_000);
    await scene.quiet();
    const message = {
      ...{ from: '15550489999', id: 'wamid.old.1', type: 'text', text: { body: 'Do you repair bowls?' } },
      timestamp: String(Math.floor(Date.now() / 1000) - 86_400),
      history_context: { status: 'READ' },
    };
    const threads = [{ id: '15550489999', messages: [message] }];
    await meta('history', {
      history: [{ metadata: { phase: 0, chunk_order: 1, progress: 55 }, threads }],
    });
    await scene.quiet();
    const imported = await runInDurableObject(env.INBOX.getByName(turnNumber), (_, { storage: { sql } }) =>
      sql.exec("SELECT id FROM message WHERE origin = 'history'").toArray(),
    );
    expect(imported).toHaveLength(1);
    await received(late, '4.90 €');
    expect((await state()).usage.today.turns).toBe(turns + 1);
    expect(await asked()).toHaveLength(1);
  });
});

describe('another bot', () => {
  it('that answers at once is left to the team after some answers, however its words vary', async () => {
    const machine = await scene.newCustomer('How much is shipping?');
    await scene.quiet();
    for (const words of [
      'Do you repair bowls?',
      'And gifts?',
      'Is shipping free?',
      'Repairs?',
      'Wrap a gift?',
    ]) {
      await scene.writes(machine, words);
      await scene.quiet();
    }
    expect(await scene.now(machine)).toMatchObject({ mode: 'person', waitingSince: expect.any(Number) });
    expect((await scene.received(machine)).length).toBeLessThanOrEqual(3);
    expect((await asked()).length).toBeLessThanOrEqual(3);
  });

  it('that takes its time gets no more than the limit, and beyond it no model is asked', async () => {
    await scene.automate({ limits: { inTenMinutes: 1 } });
    const machine = await scene.newCustomer('How much is shipping?');
    await scene.quiet();
    await received(machine, '4.90 €');
    await scene.letPass(machine, 60_000);
    await scene.writes(machine, 'And do you repair bowls?');
    await scene.quiet();
    expect((await scene.turns(machine))[0]).toMatchObject({ outcome: 'withdrawn', because: 'limit' });
    expect((await scene.now(machine)).waitingSince).not.toBeNull();
    await received(machine, '4.90 €');
    expect(await asked()).toHaveLength(1);
    await scene.automate({});
  });
});

/** Another field than `messages`. */
async function meta(field: string, value: Record<string, unknown>): Promise<void> {
  const body = JSON.parse(webhook(turnNumber, value));
  body.entry[0].changes[0].field = field;
  await post(JSON.stringify(body));
}
