/** The JSON of statuses is kept as long as other raw events, and no longer. */
import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, expect, it, vi } from 'vitest';
import type { MessageHistory } from '../../../../worker/api/conversations/messages.ts';
import { priceIn } from '../../../../worker/inbox/analytics/counting/price.ts';
import { inboxOf } from '../../../../worker/objects.ts';
import { call, connectNumber, post, signIn, text, webhook } from '../../support/webhooks.ts';

const number = '106540352242848';
const path = `/api/inboxes/${number}`;
const customer = '15550560001';
const day = 24 * 60 * 60_000;
const pricing = { billable: true, pricing_model: 'PMP', category: 'utility', type: 'regular' };
let token: string;

const inbox = () => inboxOf(env, number);
const report = (wamid: string, status: string, at: number, more: object = {}) => ({
  ...{ id: wamid, status, timestamp: String(Math.floor(at / 1000)), recipient_id: customer, ...more },
});
const receive = async (value: Record<string, unknown>) =>
  expect((await post(webhook(number, value))).status).toBe(200);

/** A message that was sent, as the outbox leaves it. Returns its id. */
async function sent(wamid: string, at: number): Promise<number> {
  await receive(text(customer, wamid, at, 'Hi'));
  return runInDurableObject(
    inbox(),
    (_, { storage: { sql } }) =>
      sql
        .exec<{ id: number }>(
          "UPDATE message SET origin = 'send', direction = 'out', status = 'accepted' WHERE wamid = ? RETURNING id",
          wamid,
        )
        .one().id,
  );
}

/** The statuses whose JSON is stored. */
const stored = () =>
  runInDurableObject(inbox(), (_, { storage: { sql } }) =>
    sql
      .exec<{ name: string }>(
        `SELECT value ->> 'wamid' || ' ' || (value ->> 'status') AS name FROM message, json_each(message.reports)
         WHERE value ->> 'body' <> ''
         UNION ALL SELECT wamid || ' ' || status FROM status WHERE body <> '' ORDER BY name`,
      )
      .toArray()
      .map(({ name }) => name),
  );

async function runRetention(): Promise<void> {
  await runInDurableObject(inbox(), (_, { storage }) => {
    storage.sql.exec("UPDATE job SET run_at = 1 WHERE lane = 'retention'");
    return storage.setAlarm(Date.now() + day);
  });
  await runDurableObjectAlarm(inbox());
}

beforeAll(async () => {
  token = await signIn();
  await connectNumber(token, number);
});

it('after the time for raw events, the JSON of statuses is gone, and their times and price stay', async () => {
  const [old, recent] = [Date.now() - 10 * day, Date.now() - day];
  await receive(text(customer, 'wamid.asked', old, 'Is it there?'));
  const id = await sent('wamid.answered', old);
  await sent('wamid.lately', recent);
  await receive({
    statuses: [
      report('wamid.answered', 'sent', old, { pricing }),
      report('wamid.answered', 'delivered', old + 1000, { pricing }),
      report('wamid.of-nobody', 'read', old),
      report('wamid.lately', 'delivered', recent, { pricing }),
    ],
  });
  expect(await stored()).toHaveLength(4);
  await runRetention();
  await vi.waitFor(async () => expect(await stored()).toEqual(['wamid.lately delivered']));

  const history = await (await call('GET', `${path}/messages/${id}`, { token })).json<MessageHistory>();
  const delivered = history.events.find(({ type }) => type === 'delivered');
  expect(delivered).toMatchObject({
    pricing: { category: 'utility' },
    at: Math.floor((old + 1000) / 1000) * 1000,
  });
  const reports = await runInDurableObject(inbox(), (_, { storage: { sql } }) =>
    sql.exec<{ reports: string }>('SELECT reports FROM message WHERE id = ?', id).one(),
  );
  expect(reports.reports).not.toContain('timestamp');
  expect(priceIn(reports.reports)).toMatchObject({ category: 'utility', type: 'regular' });

  // It is read much later, and that report is deleted in its turn.
  await receive({ statuses: [report('wamid.answered', 'read', recent)] });
  expect(await stored()).toEqual(['wamid.answered read', 'wamid.lately delivered']);
  await runRetention();
  expect(await stored()).toHaveLength(2);
  expect(
    (await call('PUT', `${path}/retention`, { token, body: { messageDays: null, rawDays: 1, eventDays: 7 } }))
      .status,
  ).toBe(200);
  await runInDurableObject(inbox(), (_, { storage: { sql } }) => {
    // A day later.
    sql.exec(
      'UPDATE message SET reports = replace(reports, ?, ?) WHERE reports IS NOT NULL',
      String(Math.floor(recent / 1000) * 1000),
      String(recent - day),
    );
  });
  await runRetention();
  await vi.waitFor(async () => expect(await stored()).toEqual([]));
});
