/** How large the database of the inbox is, and how fast it grows: it has a size on each of the last days. */
import * as v from 'valibot';
import type { DatabaseSize } from '../../api/numbers/health.ts';
import { storedJson } from '../../stored-json.ts';

const day = 24 * 60 * 60_000;
/** A month has the same weekdays as the next. */
const maxSamples = 31;
/** A few days say little about the next months. */
const minTimeMs = 7 * day;

const samples = v.array(v.object({ at: v.number(), bytes: v.number() }));

/** Once a day is enough; more often, it does nothing. */
export function sampleSize(sql: SqlStorage, now: number): void {
  const before = samplesIn(sql);
  const last = before.at(-1);
  // The time of day varies a little.
  if (last && now - last.at < day / 2) return;
  const after = [...before, { at: now, bytes: sql.databaseSize }].slice(-maxSamples);
  sql.exec("INSERT OR REPLACE INTO setting VALUES ('database_sizes', ?)", JSON.stringify(after));
}

export function databaseSizeOf(sql: SqlStorage, now: number): DatabaseSize {
  const bytes = sql.databaseSize;
  const [first] = samplesIn(sql);
  if (!first || now - first.at < minTimeMs) return { bytes, bytesPerDay: null };
  return { bytes, bytesPerDay: Math.round(((bytes - first.bytes) / (now - first.at)) * day) };
}

function samplesIn(sql: SqlStorage): v.InferOutput<typeof samples> {
  const [row] = sql
    .exec<{ value: string }>("SELECT value FROM setting WHERE name = 'database_sizes'")
    .toArray();
  return (row && storedJson(samples, row.value)) ?? [];
}
