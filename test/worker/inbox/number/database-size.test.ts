import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import { databaseSizeOf, sampleSize } from '../../../../worker/inbox/number/database-size.ts';

const day = 24 * 60 * 60_000;

it('the growth of a database is the average of the last month, from the first week on', async () => {
  await runInDurableObject(env.INBOX.getByName('growing'), (_, { storage: { sql } }) => {
    expect(databaseSizeOf(sql, 0).bytesPerDay).toBeNull();
    sampleSize(sql, 0);
    sql.exec('CREATE TABLE filler (bytes BLOB)');
    for (let row = 0; row < 10; row++) sql.exec('INSERT INTO filler VALUES (zeroblob(100000))');
    sampleSize(sql, day);
    expect(databaseSizeOf(sql, 6 * day).bytesPerDay).toBeNull();
    const { bytes, bytesPerDay } = databaseSizeOf(sql, 10 * day);
    expect(bytes).toBeGreaterThan(1_000_000);
    expect(bytesPerDay).toBeGreaterThan(100_000);
    expect(bytesPerDay).toBeLessThan(110_000);
    for (let at = 2; at <= 40; at++) sampleSize(sql, at * day);
    expect(databaseSizeOf(sql, 40 * day).bytesPerDay).toBe(0);
  });
});

it('the size of a database is written once a day, however often retention runs', async () => {
  await runInDurableObject(env.INBOX.getByName('sampled'), (_, { storage: { sql } }) => {
    const written = () =>
      sql.exec("SELECT json_array_length(value) AS n FROM setting WHERE name = 'database_sizes'").one().n;
    for (let at = 0; at < 3; at++) for (let run = 0; run < 5; run++) sampleSize(sql, at * day + run * 1_000);
    expect(written()).toBe(3);
  });
});
