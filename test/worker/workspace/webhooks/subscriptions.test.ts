/** How the inboxes of many numbers learn what is wanted of them. */
import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, expect, it, vi } from 'vitest';
import { inboxOf } from '../../../../worker/objects.ts';
import { call, connectNumber, signIn } from '../../support/webhooks.ts';

const numbers = 90;
const idOf = (index: number) => String(106_340_542_250_000 + index);
const workspace = () => env.WORKSPACE.getByName('workspace');
let token: string;

beforeAll(async () => {
  token = await signIn();
  await connectNumber(token, idOf(0));
  await runInDurableObject(workspace(), (_, { storage }) => {
    for (let index = 1; index < numbers; index++) {
      storage.sql.exec(
        `INSERT INTO connection (inbox, phone_number_id, waba_id, display_phone_number, name, access_token)
         SELECT ?1, ?1, waba_id, display_phone_number, ?1, access_token FROM connection WHERE inbox = ?2`,
        ...[idOf(index), idOf(0)],
      );
    }
  });
});

const subscribe = async (name: string) => {
  const body = { name, url: `https://${name}.example/hook`, events: ['message.received'] };
  const answer = await call('POST', '/api/webhooks', { token, body });
  expect(answer.status).toBe(201);
};
const waiting = () =>
  runInDurableObject(workspace(), (_, { storage }) =>
    storage.sql
      .exec<{ inbox: string }>('SELECT inbox FROM subscriptions_wanted ORDER BY inbox')
      .toArray()
      .map(({ inbox }) => inbox),
  );
const goOn = async () => {
  await runInDurableObject(workspace(), (_, { storage }) =>
    storage.sql.exec("UPDATE chore SET run_at = 1 WHERE name = 'webhooks'"),
  );
  await runDurableObjectAlarm(workspace());
};
const wantedBy = async (index: number) =>
  runInDurableObject(env.INBOX.getByName(idOf(index)), (_, { storage }) =>
    storage.sql
      .exec<{ value: string }>("SELECT value FROM setting WHERE name = 'subscriptions'")
      .toArray()
      .flatMap(({ value }): string[] =>
        JSON.parse(value).endpoints.map(({ name }: { name: string }) => name),
      ),
  );

it('the inboxes of many numbers get their subscriptions some at a time, each of them in the end', async () => {
  await subscribe('orders');
  expect((await waiting()).length).toBe(numbers - 40);
  // It changes again before all have it.
  await subscribe('parcels');
  await vi.waitFor(async () => {
    await goOn();
    expect(await waiting()).toEqual([]);
  });
  for (const index of [0, 39, 40, 89]) expect(await wantedBy(index)).toEqual(['orders', 'parcels']);
  const due = await runInDurableObject(workspace(), (_, { storage }) =>
    storage.sql.exec("SELECT 1 FROM chore WHERE name = 'webhooks'").toArray(),
  );
  expect(due).toEqual([]);
});

it('an inbox that does not answer is tried again, and does not keep the others waiting', async () => {
  const broken = inboxOf(env, idOf(3));
  await runInDurableObject(env.INBOX.get(broken.id), (_, { storage }) =>
    storage.sql.exec('ALTER TABLE setting RENAME TO setting_away'),
  );
  await subscribe('returns');
  for (let step = 0; step < 3; step++) await goOn();
  expect(await waiting()).toEqual([idOf(3)]);
  expect(await wantedBy(80)).toContain('returns');
  await runInDurableObject(env.INBOX.get(broken.id), (_, { storage }) =>
    storage.sql.exec('ALTER TABLE setting_away RENAME TO setting'),
  );
  await goOn();
  expect(await waiting()).toEqual([]);
  expect(await wantedBy(3)).toContain('returns');
});
