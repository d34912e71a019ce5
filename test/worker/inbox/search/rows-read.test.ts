/** How many rows of the index are read: each is counted by Cloudflare, and takes time with a million messages. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { dropWords, indexedBefore, putWords } from '../../../../worker/inbox/search/indexed-words.ts';
import { matchOf, sieveOf } from '../../../../worker/inbox/search/words.ts';
import { StatementCosts } from '../../support/statement-costs.ts';

const first = Date.UTC(2026, 0, 1);
const messages = 3_000;
const at = (id: number) => first + id * 1_000;

/** Each message says "order" and a word of its own. */
const filled = (name: string, act: (sql: SqlStorage, costs: StatementCosts) => void) =>
  runInDurableObject(env.INBOX.getByName(name), (_, { storage }) => {
    for (let id = 1; id <= messages; id++) putWords(storage.sql, { id, at: at(id) }, `order number${id}`);
    const costs = new StatementCosts();
    costs.watch(storage);
    act(storage.sql, costs);
  });

describe('the search index', () => {
  it('drops the words of one message without going through those of others', () =>
    filled('drop', (sql, costs) => {
      dropWords(sql, { id: 2_000, at: at(2_000) });
      expect(costs.rowsRead).toBeLessThan(10);
      const match = '"number2000"';
      expect(indexedBefore(sql, { match, sieve: null }, Number.MAX_SAFE_INTEGER, 5)).toEqual([]);
    }));

  it('reads an older page of a common word from where it begins', () =>
    filled('page', (sql, costs) => {
      const typed = 'order';
      const search = { match: matchOf(typed) ?? '', sieve: sieveOf(typed) };
      const [{ place } = { place: 0 }] = sql
        .exec<{ place: number }>('SELECT rowid AS place FROM message_text WHERE message_id = 500')
        .toArray();
      costs.clear();
      const found = indexedBefore(sql, search, place, 50);
      expect(found.map(({ message_id }) => message_id)).toEqual(
        Array.from({ length: 50 }, (_, index) => 499 - index),
      );
      expect(costs.rowsRead).toBeLessThan(1_000);
    }));

  it('checks the newest thousand for a rare word with a common beginning, and collects its matches then', () =>
    filled('rare', (sql, costs) => {
      const typed = 'number77';
      const search = { match: matchOf(typed) ?? '', sieve: sieveOf(typed) };
      const found = indexedBefore(sql, search, Number.MAX_SAFE_INTEGER, 50);
      expect(found.map(({ message_id }) => message_id)).toEqual([
        ...Array.from({ length: 10 }, (_, index) => 779 - index),
        77,
      ]);
      expect(costs.rowsRead).toBeLessThan(2_100);
    }));
});
