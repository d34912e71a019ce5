/** Old messages are deleted in steps that cost little where nothing is old. */
import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, expect, it } from 'vitest';
import { inboxOf } from '../../../../worker/objects.ts';
import { StatementCosts } from '../../support/statement-costs.ts';
import { call, connectNumber, signIn } from '../../support/webhooks.ts';

const number = '106540352242849';
const day = 24 * 60 * 60_000;
const customers = 450;
const costs = new StatementCosts();

const inbox = () => inboxOf(env, number);
const rows = <T extends Record<string, SqlStorageValue>>(query: string, ...values: SqlStorageValue[]) =>
  runInDurableObject(inbox(), (_, { storage: { sql } }) => sql.exec<T>(query, ...values).toArray());

/** Runs the steps of one night. Returns their number and the rows that they have written. */
async function night(): Promise<{ steps: number; rowsWritten: number }> {
  costs.clear();
  for (let steps = 1; steps < 20; steps++) {
    await runInDurableObject(inbox(), (_, { storage }) => {
      storage.sql.exec("UPDATE job SET run_at = 1 WHERE lane = 'retention'");
      return storage.setAlarm(Date.now() + day);
    });
    await runDurableObjectAlarm(inbox());
    const [job] = await rows<{ run_at: number }>("SELECT run_at FROM job WHERE lane = 'retention'");
    if (job && job.run_at > Date.now() + day / 2) return { steps, rowsWritten: costs.rowsWritten };
  }
  throw new Error('The night does not end.');
}

beforeAll(async () => {
  const token = await signIn();
  await connectNumber(token, number);
  const kept = { messageDays: 30, rawDays: 7 };
  const answer = await call('PUT', `/api/inboxes/${number}/retention`, { token, body: kept });
  expect(answer.status, await answer.clone().text()).toBe(200);
  await runInDurableObject(inbox(), (_, { storage }) => {
    const { sql } = storage;
    for (let id = 1; id <= customers; id++) {
      sql.exec(
        `INSERT INTO message (id, conversation_id, seq, origin, direction, wamid, sent_at, body)
         VALUES (?1, ?1, ?1, 'message', 'in', ?2, ?3, '{"type":"text","text":{"body":"Hi"}}')`,
        ...[id, `wamid.steps.${id}`, Date.now() - day],
      );
      sql.exec(
        `INSERT INTO conversation (id, seq, last_message_at, last_message_id) VALUES (?1, ?1 + 1, ?2, ?1)`,
        ...[id, Date.now() - day],
      );
    }
    costs.watch(storage);
  });
});

it('a night with nothing to delete goes through all customers and writes few rows', async () => {
  const { steps, rowsWritten } = await night();
  expect(steps).toBeGreaterThan(1);
  expect(rowsWritten).toBeLessThan(steps * 10);
  expect(await rows('SELECT id FROM message')).toHaveLength(customers);
});

it('a night deletes the old messages of every customer, over several steps', async () => {
  await rows('UPDATE message SET sent_at = ? WHERE id % 3 = 0', Date.now() - 40 * day);
  await night();
  expect(await rows('SELECT id FROM message WHERE id % 3 = 0')).toEqual([]);
  expect(await rows('SELECT id FROM message')).toHaveLength((customers * 2) / 3);
});
