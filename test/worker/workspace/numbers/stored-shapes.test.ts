/** What the objects have stored of a number is read again by a version that may know it in another shape. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import {
  alertsOf,
  healthOf,
  storeAlerts,
  storedAlerts,
} from '../../../../worker/workspace/numbers/health-state.ts';
import type { NumberCheck } from '../../../../worker/workspace/numbers/number-check.ts';
import {
  countRejected,
  lastRejected,
  refusedWebhooks,
} from '../../../../worker/workspace/numbers/rejected-webhooks.ts';

const within = <Result>(act: (sql: SqlStorage) => Result) =>
  runInDurableObject(env.WORKSPACE.getByName('stored-shapes'), (_, { storage }) => act(storage.sql));

const check: NumberCheck = {
  token: { problem: 'Meta did not answer.', refused: false },
  number: { problem: 'Meta did not answer.', refused: false },
  account: { known: { name: 'Shop', reviewStatus: 'APPROVED' } },
  isSubscribed: { known: true },
  subscription: { known: null },
};

it('a stored check is read, and one of another shape counts as none', async () => {
  const [whole, other] = await within((sql) => {
    const store = (checked: object) => {
      sql.exec(
        'INSERT INTO number_health (inbox, checked) VALUES (?1, ?2) ON CONFLICT (inbox) DO UPDATE SET checked = ?2',
        ...['1', JSON.stringify(checked)],
      );
      return healthOf(sql, '1').check;
    };
    return [store(check), store({ ...check, token: 'valid' })];
  });
  expect(whole).toEqual(check);
  expect(other).toBeNull();
});

it('stored alerts are read, and those of another shape wait for the next check', async () => {
  const alerts = alertsOf(
    {
      known: { check: null, checkedAt: null, tokenRefusedAt: 5, tokenClearedAt: null },
      timeline: [],
      addresses: [],
      findings: { hearing: 'webhooks', botHook: null, assistantBudget: null, freeMessages: null },
      endpoints: [],
      loop: null,
      templates: [],
    },
    10,
  );
  const read = await within((sql) => {
    storeAlerts(sql, '2', alerts);
    sql.exec('INSERT INTO number_health (inbox, alerts) VALUES (?, ?)', '3', '[{"type":"of tomorrow"}]');
    return storedAlerts(sql);
  });
  expect(alerts).toHaveLength(1);
  expect(read).toEqual([
    { inbox: '2', alerts },
    { inbox: '3', alerts: [] },
  ]);
});

it('rejected webhooks are counted on from the stored number, or from zero if it has another shape', async () => {
  const refusal = { isSigned: true, inboxes: ['4'], tried: ['4'], hasTriedShared: false };
  const counts = await within((sql) => {
    const count = () => {
      countRejected(sql, 2, refusal, () => 'Shop', 7);
      return [refusedWebhooks(sql).count, lastRejected(sql, '4')?.tried];
    };
    const first = [count(), count()];
    sql.exec('UPDATE setting SET value = \'{"count":"two"}\' WHERE name = \'refused_webhooks\'');
    return [...first, count()];
  });
  const tried = ['the app secret of “Shop”'];
  expect(counts).toEqual([
    [2, tried],
    [4, tried],
    [2, tried],
  ]);
});
