/** What an inbox tells its listeners, in which order, and what becomes of a listener that fails. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Agent } from '../../../worker/api/people/sessions.ts';
import type { Fact } from '../../../worker/inbox/facts.ts';
import { type Parts, wireParts } from '../../../worker/inbox/parts.ts';
import { storeEvent } from '../../../worker/inbox/receiving/store-events.ts';
import { ChangeLog, type Listener } from '../../../worker/inbox/records/changes/change-log.ts';
import { conversationRow } from '../../../worker/inbox/records/rows.ts';
import { plainCommand } from '../../../worker/inbox/teamwork/team-commands.ts';
import { parseWebhook } from '../../../worker/whatsapp/receiving/webhook.ts';
import { text, webhook } from '../support/webhooks.ts';

const ana: Agent = { id: 'ana', name: 'Ana', role: 'agent' };
const customer = '15550960001';
const begins = Date.UTC(2100, 0, 1);

afterEach(() => {
  vi.useRealTimers();
});

const eventsOf = (value: Record<string, unknown>) =>
  parseWebhook(JSON.parse(webhook('1', value))).map(({ event }) => event);

/** An inbox's parts on a real object's storage, with more listeners than it has. */
function withParts<Result>(
  name: string,
  more: readonly Listener[],
  run: (parts: Parts, state: DurableObjectState) => Promise<Result>,
): Promise<Result> {
  vi.useFakeTimers({ toFake: ['Date'], now: begins });
  return runInDurableObject(env.INBOX.getByName(name), async (_, state) => {
    state.storage.sql.exec('DELETE FROM job');
    return run(wireParts(state, env, more), state);
  });
}

function recorder(): Listener & { facts: Fact[]; settledAfter: number[] } {
  const facts: Fact[] = [];
  const settledAfter: number[] = [];
  return {
    name: 'recorder',
    repair: 'none',
    facts,
    settledAfter,
    onFact(fact) {
      facts.push(fact);
      return undefined;
    },
    settled: () => {
      settledAfter.push(facts.length);
    },
  };
}

/** A day of one conversation: what a contact does, what WhatsApp reports, what the team and an admin do. */
async function play(parts: Parts, { storage: { sql } }: DurableObjectState): Promise<void> {
  const { reception, changes, team, policy, presses } = parts;
  const campaign = { source: null, medium: null, name: null, term: null, content: null };
  const source = { at: begins, page: '/shop', title: 'Shop', referrer: null, language: null, campaign };
  presses.add({ reference: '4f9c2a', source });
  await reception.receive(eventsOf(text(customer, 'wamid.1', begins, 'Hello [#4f9c2a]')));
  await reception.receive(eventsOf(text(customer, 'wamid.2', begins + 1_000, 'STOP')));
  const { id } = sql.exec<{ id: number }>('SELECT id FROM conversation').one();
  const row = () => {
    const now = conversationRow(sql, id);
    if (!now) throw new Error('It is there');
    return now;
  };
  const assign = { command: { type: 'assign', to: ana.id }, assignee: ana, team: null, labels: [] } as const;
  const resolve = plainCommand({ type: 'state', state: 'resolved' });
  changes.transaction(() => team.run(row(), ana, assign));
  changes.transaction(() => team.run(row(), ana, resolve));
  changes.transaction(() => policy.change({ ...policy.now, identityCheck: true }));
}

/** All rows, with what may differ between two objects left out. */
function rowsOf({ storage: { sql } }: DurableObjectState) {
  const tables = ['conversation', 'message', 'alias', 'entry', 'press', 'job', 'customer_name', 'setting'];
  return Object.fromEntries(tables.map((table) => [table, sql.exec(`SELECT * FROM ${table}`).toArray()]));
}

describe('a listener beside the inbox’s own', () => {
  it('a listener gets each change once and in order, after the inbox’s own listeners', async () => {
    const heard = recorder();
    const conversationId = await withParts('facts-order', [heard], async (parts, state) => {
      await play(parts, state);
      return state.storage.sql.exec<{ id: number }>('SELECT id FROM conversation').one().id;
    });
    const stored = { type: 'message-stored', conversationId, cause: 'message', direction: 'in' };
    const changed = { type: 'conversation-changed', conversationId };
    expect(heard.facts).toMatchObject([
      { type: 'button-clicked', reference: '4f9c2a', page: '/shop' },
      // The first message: the contact is new, and came from the button.
      changed,
      { type: 'contact-changed', conversationId, changed: 'name' },
      { type: 'window-changed', conversationId },
      changed,
      { ...stored, at: begins, content: { type: 'text', text: { body: 'Hello [#4f9c2a]' } } },
      changed,
      { type: 'meta-event-stored', event: { kind: 'message', field: 'messages', conversationId } },
      // The second: a stop word.
      { type: 'window-changed', conversationId },
      changed,
      { ...stored, at: begins + 1_000, content: { type: 'text', text: { body: 'STOP' } } },
      { type: 'consent-changed', conversationId, wantsMarketing: false },
      changed,
      { type: 'meta-event-stored', event: { kind: 'message', field: 'messages', conversationId } },
      // The team.
      changed,
      { type: 'entry-added', conversationId, entry: 'assigned' },
      changed,
      changed,
      { type: 'entry-added', conversationId, entry: 'resolved' },
      // The admin.
      { type: 'settings-changed', settings: 'policy' },
    ]);
    // It settles once for each transaction, and never in the middle of one.
    expect([...new Set(heard.settledAfter)]).toEqual([8, 14, 16, 19, 20]);
  });

  it('a listener gets a sent message and each change of its status', async () => {
    const heard = recorder();
    await withParts('facts-send', [heard], async ({ reception, outbox }, { storage: { sql } }) => {
      await reception.receive(eventsOf(text(customer, 'wamid.1', begins, 'Hello')));
      heard.facts.length = 0;
      const { id: conversationId } = sql.exec<{ id: number }>('SELECT id FROM conversation').one();
      const content = { type: 'text', text: { body: 'Hi' } };
      const author = { type: 'agent', id: 'ana', name: 'Ana' } as const;
      outbox.enqueue({ to: { conversationId }, key: 'once', content, author }, begins);
      // The number is not connected, so it fails.
      await vi.waitFor(() => expect(heard.facts.some(({ type }) => type === 'status-changed')).toBe(true));
      expect(heard.facts.filter(({ type }) => type !== 'conversation-changed')).toMatchObject([
        { type: 'message-stored', conversationId, cause: 'send', direction: 'out' },
        { type: 'status-changed', conversationId, status: 'failed' },
      ]);
    });
  });
});

describe('a listener that throws', () => {
  it('a listener that throws changes nothing else, whenever it throws', async () => {
    const rows: unknown[] = [];
    const failing: readonly (readonly [string, Listener[]])[] = [
      ['none', []],
      ['looks', [{ name: 'looks', repair: 'none', onFact: () => fail() }]],
      ['settles', [{ name: 'settles', repair: 'none', settled: () => fail() }]],
    ];
    for (const [name, more] of failing) {
      rows.push(
        await withParts(`facts-${name}`, more, async (parts, state) => {
          await play(parts, state);
          return rowsOf(state);
        }),
      );
    }
    rows.push(
      await withParts('facts-writes', [], async (_, state) => {
        const { sql } = state.storage;
        const writes: Listener = {
          name: 'writes',
          repair: 'none',
          onFact: (fact) =>
            fact.type === 'conversation-changed'
              ? () => {
                  sql.exec("UPDATE conversation SET note = 'half' WHERE id = ?", fact.conversationId);
                  fail();
                }
              : undefined,
        };
        await play(wireParts(state, env, [writes]), state);
        return rowsOf(state);
      }),
    );
    for (const others of rows.slice(1)) expect(others).toEqual(rows[0]);
  });

  it('a listener that throws does not undo the work of other listeners', async () => {
    const [before, after] = [recorder(), recorder()];
    const thrower: Listener = { name: 'thrower', repair: 'none', onFact: () => fail() };
    await withParts('facts-between', [before, thrower, after], play);
    expect(after.facts).toEqual(before.facts);
    expect(after.facts).toHaveLength(20);
  });

  it('a listener fails the transaction if the storage fails, so that WhatsApp sends the event again', async () => {
    const full: Listener = {
      name: 'full',
      repair: 'none',
      onFact: (fact) =>
        fact.type === 'message-stored'
          ? () => {
              throw new Error('database or disk is full: SQLITE_FULL');
            }
          : undefined,
    };
    await withParts('facts-full', [full], async ({ reception }, { storage: { sql } }) => {
      const events = eventsOf(text(customer, 'wamid.1', begins, 'Hello'));
      await expect(reception.receive(events)).rejects.toThrow('SQLITE_FULL');
      expect(sql.exec('SELECT 1 FROM message').toArray()).toEqual([]);
    });
  });
});

describe('a listener of the inbox that has failed', () => {
  /** Throws once where a statement has these words. */
  function failOnce(sql: SqlStorage, words: string): void {
    const exec = sql.exec.bind(sql);
    Object.defineProperty(sql, 'exec', {
      configurable: true,
      value: (...[query, ...bound]: Parameters<SqlStorage['exec']>) => {
        if (!query.includes(words)) return exec(query, ...bound);
        Reflect.deleteProperty(sql, 'exec');
        throw new Error('constraint failed: SQLITE_CONSTRAINT');
      },
    });
  }

  for (const [what, words, body, isDone] of [
    ['a stop word', 'marketing_stopped = ?2', 'STOP', 'marketing_stopped = 1'],
    ['a click’s mark', 'UPDATE press', 'Hello [#4f9c2a]', 'source IS NOT NULL'],
    ['a name', 'DELETE FROM customer_name', 'Hello', 'id IN (SELECT rowid FROM customer_name)'],
  ] as const) {
    it(`a job repeats ${what} for a failed listener until it succeeds`, async () => {
      await withParts(`facts-again-${words}`, [], async (parts, { storage: { sql } }) => {
        const campaign = { source: null, medium: null, name: null, term: null, content: null };
        const source = { at: begins, page: '/', title: '', referrer: null, language: null, campaign };
        parts.presses.add({ reference: '4f9c2a', source });
        failOnce(sql, words);
        await parts.reception.receive(eventsOf(text(customer, 'wamid.1', begins, body)));
        const done = () => sql.exec(`SELECT 1 FROM conversation WHERE ${isDone}`).toArray().length;
        expect(sql.exec('SELECT 1 FROM message').toArray()).toHaveLength(1);
        expect(done()).toBe(0);
        vi.setSystemTime(begins + 2_000);
        parts.jobs.pump();
        await vi.waitFor(() => expect(done()).toBe(1));
        await vi.waitFor(() =>
          expect(sql.exec("SELECT 1 FROM job WHERE kind = 'tell-again'").toArray()).toEqual([]),
        );
      });
    });
  }

  it('a job adds a message to the search index that missed it', async () => {
    await withParts('facts-unheard', [], async ({ search, jobs, policy }, { storage }) => {
      const unheard = new ChangeLog(storage);
      const [event] = eventsOf(text(customer, 'wamid.1', begins, 'Umbrella'));
      if (!event) throw new Error('One event');
      storage.transactionSync(() => storeEvent(storage.sql, unheard, { jobs, policy }, event, '', begins));
      const { rows } = await search.find('umbrella', { before: null, limit: 10 });
      expect(rows).toHaveLength(1);
    });
  });
});

function fail(): never {
  throw new Error('A fault of its own');
}
