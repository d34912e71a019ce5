/** What each column of a conversation becomes when two are merged. A new column needs a decision here. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { ConversationSource } from '../../../../worker/api/conversations/conversations.ts';
import { join } from '../../../../worker/inbox/contacts/join.ts';
import { ChangeLog } from '../../../../worker/inbox/records/changes/change-log.ts';
import type { ConversationRow } from '../../../../worker/inbox/records/rows.ts';
import { inboxOf } from '../../../../worker/objects.ts';

const hour = 60 * 60_000;
const noon = Date.UTC(2026, 10, 24, 12);
const early = noon - hour;
const [older, younger] = [1, 2];

const consent = (at: number) => JSON.stringify({ at, source: 'Checkout' });
const source = (at: number) =>
  JSON.stringify({
    at,
    page: 'https://shop.example/',
    title: 'Shop',
    referrer: null,
    language: null,
    campaign: { source: null, medium: null, name: null, term: null, content: null },
  } satisfies ConversationSource);
const note = (at: number, text: string) => JSON.stringify({ text, at, by: 'Ana' });

type Column = Extract<keyof ConversationRow, string>;
type Value = string | number | null;
/** The values in the older, the newer and the merged conversation; `derived` ones follow from messages and the counter. */
const columns: Record<string, [older: Value, younger: Value, left: Value] | 'derived'> = {
  id: 'derived',
  seq: 'derived',
  last_message_at: 'derived',
  last_message_id: 'derived',
  received_id: 'derived',
  replied_at: 'derived',
  replied_id: 'derived',
  waiting_at: 'derived',
  opened_hour: 'derived',
  book_name: ['Old book', 'New book', 'New book'],
  book_name_at: [1, 2, 2],
  profile_name: ['Old profile', 'New profile', 'New profile'],
  profile_name_at: [1, 2, 2],
  username: ['old', 'new', 'new'],
  username_at: [1, 2, 2],
  opened_at: [early, noon, noon],
  refused_at: [early, noon, noon],
  read_seq: [7, 5, 5],
  paced_at: [3, 4, 4],
  receipt_id: [3, 4, 4],
  marketing_stopped: [0, 1, 1],
  marketing_at: [early, noon, noon],
  consent: [consent(early), consent(noon), consent(noon)],
  source: [source(noon), source(early), source(early)],
  identity: ['trusted', 'other', 'trusted'],
  identity_seen: ['trusted', 'other', 'other'],
  identity_at: [early, noon, noon],
  note: [note(early, 'Likes blue'), note(noon, 'Likes red'), note(noon, 'Likes blue\nLikes red')],
  blocked_at: [null, noon, noon],
  state: ['resolved', 'open', 'open'],
  snoozed_until: [null, null, null],
  assignee: [null, 'ana', 'ana'],
  assignee_name: [null, 'Ana', 'Ana'],
  assigned_at: [0, noon, noon],
  last_assignee: [null, 'ben', 'ben'],
  team: [null, 'sales', 'sales'],
  team_name: [null, 'Sales', 'Sales'],
  mode: ['automatic', 'person', 'person'],
  mode_at: [early, noon, noon],
  mode_until: [null, noon, noon],
  bot_seq: [3, 4, 4],
  bot_state: ['pending', null, null],
  bot_until: [noon, null, null],
  handed_id: [null, 5, 5],
};

/** What is left of two conversations, of which every column has a value, or the one that is given. */
async function merged(
  name: string,
  change: Partial<Record<Column, readonly [older: Value, younger: Value]>> = {},
): Promise<ConversationRow> {
  return runInDurableObject(inboxOf(env, name), (_, { storage }) => {
    const { sql } = storage;
    for (const [index, id] of [older, younger].entries()) {
      sql.exec('INSERT INTO conversation (id, seq) VALUES (?1, ?1)', id);
      for (const [column, values] of Object.entries({ ...columns, ...change })) {
        if (values !== undefined && values !== 'derived') {
          sql.exec(`UPDATE conversation SET ${column} = ? WHERE id = ?`, values[index] ?? null, id);
        }
      }
      sql.exec(
        `INSERT INTO message (id, seq, conversation_id, origin, direction, sent_at, body)
         VALUES (?1, ?1, ?2, 'message', 'in', ?3, '{"type":"text","text":{"body":"Hello"}}')`,
        ...[10 + id, id, early + id],
      );
    }
    join(sql, new ChangeLog(storage), younger, older);
    return sql.exec<ConversationRow>('SELECT * FROM conversation').one();
  });
}

describe('a merge', () => {
  it('a merge decides for every column of a conversation', async () => {
    const row = await merged('merged-columns');
    // A column that the schema has and this list has not.
    expect(Object.keys(row).sort()).toEqual(Object.keys(columns).sort());
    for (const [column, values] of Object.entries(columns)) {
      if (values === 'derived') continue;
      const shown = column === 'note' ? JSON.parse(String(row[column])) : row[column];
      expect([column, shown]).toEqual([
        column,
        column === 'note' ? JSON.parse(String(values[2])) : values[2],
      ]);
    }
    expect(row).toMatchObject({
      id: older,
      last_message_at: early + younger,
      last_message_id: 10 + younger,
      received_id: 10 + younger,
      waiting_at: early + older,
      opened_hour: noon / hour,
    });
    expect(row.seq).toBeGreaterThan(12);
  });

  it('a merge has the same result whichever of the two has which values', async () => {
    const swapped = Object.fromEntries(
      Object.entries(columns).flatMap(([column, values]) =>
        values === 'derived' ? [] : [[column, [values[1], values[0]] as const]],
      ),
    );
    const row = await merged('merged-columns-swapped', swapped);
    const [one, other] = [row, await merged('merged-columns-again')].map(
      ({ identity, note: both, ...rest }) => ({ ...rest, seq: 0, both: JSON.parse(String(both)).at }),
    );
    expect(one).toEqual(other);
    // Only what was trusted is that of the older one.
    expect(row.identity).toBe('other');
  });

  it('a merge keeps the window closed that WhatsApp has closed for either contact', async () => {
    const row = await merged('merged-refusal', { opened_at: [early, null], refused_at: [noon, null] });
    expect(row).toMatchObject({ opened_at: early, refused_at: noon });
    const other = await merged('merged-refusal-younger', {
      opened_at: [early, null],
      refused_at: [null, noon],
    });
    expect(other).toMatchObject({ opened_at: early, refused_at: noon });
  });

  it('a merge keeps a snoozed conversation snoozed until the earlier of two times', async () => {
    const row = await merged('merged-snoozed', {
      state: ['snoozed', 'snoozed'],
      snoozed_until: [noon, early],
    });
    expect(row).toMatchObject({ state: 'snoozed', snoozed_until: early });
    const open = await merged('merged-open', { state: ['snoozed', 'open'], snoozed_until: [noon, null] });
    expect(open).toMatchObject({ state: 'open', snoozed_until: null });
  });
});
