/** Alerts about templates, from Meta's webhook to the health of each number of the account. */
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { NumberHealth } from '../../../../worker/api/numbers/health.ts';
import type { TemplateDetails } from '../../../../worker/api/templates/templates.ts';
import { call, connectNumber, post, signIn, wabaId } from '../../support/webhooks.ts';

const numbers = ['106540352243301', '106540352243302'] as const;
const hour = 60 * 60_000;
let token: string;

beforeAll(async () => {
  token = await signIn();
  for (const number of numbers) await connectNumber(token, number);
});

afterEach(() => vi.restoreAllMocks());

/** Meta's time has whole seconds. */
const ago = (ms: number) => Math.floor((Date.now() - ms) / 1_000);

async function notice(field: string, name: string, value: object, time = ago(0)): Promise<void> {
  const ids = { message_template_id: 902, message_template_name: name, message_template_language: 'en' };
  const changes = [{ field, value: { ...ids, ...value } }];
  const body = { object: 'whatsapp_business_account', entry: [{ id: wabaId, time, changes }] };
  expect((await post(JSON.stringify(body))).status).toBe(200);
}

const status = (name: string, event: string, time?: number) =>
  notice('message_template_status_update', name, { event, reason: 'NONE' }, time);
const category = (name: string, value: object, time?: number) =>
  notice('template_category_update', name, value, time);

async function healthOf(number: string): Promise<NumberHealth> {
  return (await call('GET', `/api/inboxes/${number}/health`, { token })).json<NumberHealth>();
}

async function alertsFor(name: string, number: string = numbers[0]): Promise<string[]> {
  const { alerts } = await healthOf(number);
  return alerts.flatMap((alert) =>
    alert.type === 'template' && alert.params.name === name ? [alert.code] : [],
  );
}

/** The templates that Meta lists; it accepts every change. */
function withMeta(name: string, state: string, more: object = {}): void {
  const components = [{ type: 'BODY', text: 'Your order is ready in our shop.' }];
  const listed = { id: '902', name, language: 'en', category: 'UTILITY', status: state, components, ...more };
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (given) => {
    const { method, url } = new Request(given);
    const isList = method === 'GET' && new URL(url).pathname.endsWith('/message_templates');
    return Response.json(isList ? { data: [listed] } : { success: true });
  });
}

describe('a template that Meta takes out of use', () => {
  it.each([
    ['REJECTED', 'template_rejected'],
    ['PAUSED', 'template_paused'],
    ['DISABLED', 'template_disabled'],
  ])('is an alert of every number of its account (%s)', async (event, code) => {
    const name = `out_of_use_${event.toLowerCase()}`;
    await status(name, event);
    for (const number of numbers) {
      expect(await alertsFor(name, number)).toEqual([code]);
      const { timeline } = await healthOf(number);
      expect(timeline.filter(({ params }) => params.name === name)).toMatchObject([
        { code, matters: true, summary: expect.stringContaining(`“${name}” (en)`) },
      ]);
    }
  });

  it('is no alert once Meta approves it again, even if the older notice arrives last', async () => {
    await status('approved_again', 'PAUSED', ago(2 * hour));
    expect(await alertsFor('approved_again')).toEqual(['template_paused']);
    await status('approved_again', 'APPROVED', ago(hour));
    expect(await alertsFor('approved_again')).toEqual([]);
    await status('approved_again', 'REJECTED', ago(3 * hour));
    expect(await alertsFor('approved_again')).toEqual([]);
  });

  it('is no alert while an edit is reviewed, and is one again if the edit is rejected', async () => {
    await status('edited_here', 'REJECTED', ago(hour));
    withMeta('edited_here', 'REJECTED');
    const components = [{ type: 'BODY', text: 'You can collect your order in our shop.' }];
    const edited = await call('PUT', `/api/inboxes/${numbers[1]}/templates/902`, {
      token,
      body: { definition: { name: 'edited_here', language: 'en', category: 'UTILITY', components } },
    });
    expect(edited.status).toBe(200);
    expect(await alertsFor('edited_here')).toEqual([]);
    await status('edited_here', 'REJECTED');
    expect(await alertsFor('edited_here')).toEqual(['template_rejected']);
  });

  it('is no alert once it was edited in WhatsApp Manager', async () => {
    await status('edited_elsewhere', 'REJECTED', ago(hour));
    await notice('message_template_components_update', 'edited_elsewhere', {
      message_template_element: 'Your order is ready.',
    });
    expect(await alertsFor('edited_elsewhere')).toEqual([]);
  });

  it('is no alert once it is deleted, here or in WhatsApp Manager', async () => {
    for (const name of ['deleted_here', 'deleted_elsewhere']) {
      await status(name, 'DISABLED', ago(hour));
      expect(await alertsFor(name)).toEqual(['template_disabled']);
    }
    withMeta('deleted_here', 'DISABLED');
    const path = `/api/inboxes/${numbers[0]}/templates/902`;
    await call('GET', `/api/inboxes/${numbers[0]}/templates?refresh=1`, { token });
    expect((await call('DELETE', path, { token })).status).toBe(204);
    await status('deleted_elsewhere', 'PENDING_DELETION');
    expect(await alertsFor('deleted_here')).toEqual([]);
    expect(await alertsFor('deleted_elsewhere')).toEqual([]);
  });
});

describe('a template that Meta moves to another category', () => {
  it('is an alert that says as which category it is charged, before the change and after it', async () => {
    await category('moved', { new_category: 'UTILITY', correct_category: 'MARKETING' }, ago(hour));
    expect(await alertsFor('moved')).toEqual(['template_now_marketing']);
    await category('moved', { previous_category: 'UTILITY', new_category: 'MARKETING' });
    const { alerts } = await healthOf(numbers[0]);
    expect(
      alerts.filter((alert) => alert.type === 'template' && alert.params.name === 'moved'),
    ).toMatchObject([
      { code: 'template_now_marketing', summary: expect.stringContaining('charged as marketing') },
    ]);
  });

  it('stays an alert when Meta approves it in the new category', async () => {
    const before = ago(10_000);
    await category('approved_as', { previous_category: 'UTILITY', new_category: 'MARKETING' }, before);
    await status('approved_as', 'APPROVED');
    expect(await alertsFor('approved_as')).toEqual(['template_now_marketing']);
  });

  it('is an alert for three days', async () => {
    const change = { previous_category: 'MARKETING', new_category: 'UTILITY' };
    await category('moved_long_ago', change, ago(73 * hour));
    await category('moved_lately', change, ago(71 * hour));
    expect(await alertsFor('moved_long_ago')).toEqual([]);
    expect(await alertsFor('moved_lately')).toEqual(['template_now_utility']);
  });
});

describe('a change whose webhook was missed', () => {
  const list = () => call('GET', `/api/inboxes/${numbers[0]}/templates?refresh=1`, { token });
  const historyOf = async () => {
    const answer = await call('GET', `/api/inboxes/${numbers[0]}/templates/902`, { token });
    const { history } = await answer.json<TemplateDetails>();
    return history.map(({ what, value, reason }) => [what, value, reason]);
  };

  it('is in the history and an alert once Meta’s list is read', async () => {
    await status('missed', 'APPROVED', ago(2 * hour));
    withMeta('missed', 'APPROVED', { quality_score: { score: 'GREEN' } });
    await list();
    expect(await historyOf()).toEqual([['status', 'APPROVED', null]]);
    withMeta('missed', 'PAUSED', { quality_score: { score: 'RED' }, correct_category: 'MARKETING' });
    await list();
    expect(await historyOf()).toEqual([
      ['category', 'MARKETING', null],
      ['quality', 'RED', null],
      ['status', 'PAUSED', null],
      ['status', 'APPROVED', null],
    ]);
    expect((await alertsFor('missed')).sort()).toEqual(['template_now_marketing', 'template_paused']);
    await list();
    expect(await historyOf()).toHaveLength(4);
  });

  it('has the reason of the webhook if that arrives late', async () => {
    await status('late', 'APPROVED', ago(2 * hour));
    withMeta('late', 'REJECTED');
    await list();
    expect(await historyOf()).toEqual([
      ['status', 'REJECTED', null],
      ['status', 'APPROVED', null],
    ]);
    await notice('message_template_status_update', 'late', { event: 'REJECTED', reason: 'SCAM' }, ago(hour));
    expect(await historyOf()).toEqual([
      ['status', 'REJECTED', 'SCAM'],
      ['status', 'APPROVED', null],
    ]);
  });

  it('is not assumed when Meta’s list is behind what was just reported', async () => {
    withMeta('behind', 'PENDING');
    await status('behind', 'APPROVED');
    await list();
    expect(await historyOf()).toEqual([['status', 'APPROVED', null]]);
  });

  it('is not assumed for a template that is seen for the first time', async () => {
    withMeta('unseen', 'REJECTED');
    await list();
    expect([await historyOf(), await alertsFor('unseen')]).toEqual([[], []]);
  });
});
