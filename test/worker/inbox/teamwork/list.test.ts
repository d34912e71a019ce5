/** The list, against a model that looks at every conversation: every filter, every order, page by page. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConversationState } from '../../../../worker/api/conversations/conversations.ts';
import { type ListQuery, listConversations } from '../../../../worker/inbox/teamwork/conversation-list.ts';

const now = Date.UTC(2026, 10, 24, 12);
const hour = 60 * 60_000;
const states: ConversationState[] = ['open', 'snoozed', 'resolved'];

interface Row {
  state: ConversationState;
  assignee: string | null;
  last: number | null;
  opened: number | null;
  refused: number | null;
  waiting: number | null;
  received: number;
  /** How far each agent has read, and the newest note that names them. */
  ana: { read: number; mention: number } | null;
  labels: string[];
}

// Few values, so that many are equal: a page must not end between two that look the same.
const time = fc.integer({ min: 0, max: 30 }).map((hours) => now - hours * hour);
const row: fc.Arbitrary<Row> = fc.record({
  state: fc.constantFrom(...states),
  assignee: fc.constantFrom(null, 'ana', 'ben'),
  last: fc.option(time, { nil: null, freq: 10 }),
  opened: fc.option(time, { nil: null }),
  refused: fc.option(time, { nil: null, freq: 2 }),
  waiting: fc.option(time, { nil: null }),
  received: fc.integer({ min: 0, max: 4 }),
  ana: fc.option(
    fc.record({ read: fc.integer({ min: -1, max: 4 }), mention: fc.integer({ min: 0, max: 4 }) }),
    { nil: null },
  ),
  labels: fc.subarray(['red', 'blue']),
});
const query: fc.Arbitrary<ListQuery> = fc.record(
  {
    agentId: fc.constant('ana'),
    sort: fc.constantFrom('newest' as const, 'waiting' as const, 'closing' as const),
    limit: fc.integer({ min: 1, max: 7 }),
    assignee: fc.constantFrom(null, 'ana', 'ben'),
    state: fc.constantFrom(...states),
    unread: fc.boolean(),
    needsReply: fc.boolean(),
    window: fc.constantFrom('open' as const, 'closing' as const, 'closed' as const),
    label: fc.constantFrom('red', 'blue', 'none'),
  },
  { requiredKeys: ['agentId', 'sort', 'limit'] },
);

type Numbered = Row & { id: number };

function closesAt({ opened, refused }: Row): number | null {
  if (opened === null || (refused !== null && refused >= opened)) return null;
  return opened + 24 * hour > now ? opened + 24 * hour : null;
}

function isUnread({ ana, waiting, received }: Row): boolean {
  if (ana === null) return waiting !== null && received > 0;
  return received > ana.read || ana.mention > ana.read;
}

function model(rows: readonly Numbered[], asked: ListQuery): number[] {
  const kept = rows.filter((one) => {
    const closes = closesAt(one);
    return (
      one.last !== null &&
      (asked.assignee === undefined || one.assignee === asked.assignee) &&
      (asked.state === undefined || one.state === asked.state) &&
      (!asked.unread || isUnread(one)) &&
      (!asked.needsReply || one.waiting !== null) &&
      (asked.label === undefined || one.labels.includes(asked.label)) &&
      (asked.window !== 'open' || closes !== null) &&
      (asked.window !== 'closed' || closes === null) &&
      (asked.window !== 'closing' || (closes !== null && closes < now + 2 * hour))
    );
  });
  const urgency = (one: Numbered) =>
    asked.sort === 'waiting' ? one.waiting : asked.sort === 'closing' ? closesAt(one) : null;
  return kept
    .sort((a, b) => {
      const [first, second] = [urgency(a), urgency(b)];
      if (first !== null && second !== null) return first - second || a.id - b.id;
      if (first !== null || second !== null) return first !== null ? -1 : 1;
      return (b.last ?? 0) - (a.last ?? 0) || b.id - a.id;
    })
    .map(({ id }) => id);
}

function fill(sql: SqlStorage, rows: readonly Numbered[]): void {
  for (const table of ['conversation', 'reading', 'conversation_label']) sql.exec(`DELETE FROM ${table}`);
  for (const { id, state, assignee, last, opened, refused, waiting, received, ana, labels } of rows) {
    sql.exec(
      `INSERT INTO conversation (id, seq, state, assignee, last_message_at, opened_at, opened_hour, refused_at,
         waiting_at, received_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[id, id, state, assignee, last, opened, opened === null ? null : Math.floor(opened / hour)],
      ...[refused, waiting, received],
    );
    if (ana) {
      sql.exec(
        'INSERT INTO reading (conversation_id, agent_id, read_seq, mention_id, seq) VALUES (?, ?, ?, ?, 0)',
        ...[id, 'ana', ana.read, ana.mention],
      );
    }
    for (const label of labels) sql.exec('INSERT INTO conversation_label VALUES (?, ?)', id, label);
  }
}

function pages(sql: SqlStorage, asked: ListQuery): number[] {
  const found: number[] = [];
  for (let before: string | undefined; ; ) {
    const { rows, next } = listConversations(sql, { ...asked, ...(before !== undefined && { before }) }, now);
    found.push(...rows.map(({ id }) => id));
    if (next === null) return found;
    before = next;
  }
}

describe('the list', () => {
  it('the list has every conversation that the filter includes, once, in the requested order', async () => {
    const disagreements = await runInDurableObject(env.INBOX.getByName('list'), (_, { storage: { sql } }) => {
      let checked = 0;
      fc.assert(
        fc.property(
          fc.array(row, { maxLength: 30 }),
          fc.array(query, { minLength: 8, maxLength: 8 }),
          (rows, asked) => {
            const numbered = rows.map((one, index) => ({ ...one, id: index + 1 }));
            fill(sql, numbered);
            for (const one of asked) {
              checked += 1;
              expect(pages(sql, one)).toEqual(model(numbered, one));
            }
          },
        ),
        { numRuns: 150 },
      );
      return checked;
    });
    expect(disagreements).toBeGreaterThan(1_000);
  });

  it('the list uses an index in every order, and sorts at most an hour of windows', async () => {
    const plans = await runInDurableObject(env.INBOX.getByName('plans'), (_, { storage: { sql } }) => {
      const seen: string[] = [];
      const spy: Pick<SqlStorage, 'exec'> = {
        exec(text: string, ...values: SqlStorageValue[]) {
          const plan = sql.exec<{ detail: string }>(`EXPLAIN QUERY PLAN ${text}`, ...values).toArray();
          seen.push(plan.map(({ detail }) => detail).join('; '));
          return sql.exec(text, ...values);
        },
      } as SqlStorage;
      const ask = (part: Partial<ListQuery>) =>
        listConversations(spy as SqlStorage, { agentId: 'ana', sort: 'newest', limit: 30, ...part }, now);
      ask({ state: 'open' });
      ask({ state: 'open', assignee: 'ana' });
      ask({ state: 'open', assignee: null });
      ask({ state: 'open', sort: 'waiting' });
      ask({ state: 'open', sort: 'closing' });
      return seen;
    });
    for (const plan of plans)
      expect(plan).toMatch(/SEARCH conversation USING (COVERING )?INDEX conversation_by/);
    expect(plans.filter((plan) => plan.includes('TEMP B-TREE'))).toEqual([
      expect.stringMatching(/conversation_by_window .*TEMP B-TREE FOR (LAST|RIGHT PART|LAST \d)/),
    ]);
  });
});
