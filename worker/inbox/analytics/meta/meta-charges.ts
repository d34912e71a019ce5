/**
 * Asks Meta each night what it has counted and charged in the last days, because late deliveries change them, and keeps it
 * with one row for each day. It is never mixed with what is counted here.
 */
import * as v from 'valibot';
import { type MetaCosts, metaCosts } from '../../../api/analytics/meta-costs.ts';
import { storedJson } from '../../../stored-json.ts';
import { type Charge, type ChargesOutcome, fetchCharges } from '../../../whatsapp/account/charges.ts';
import type { Job, Jobs, Runner } from '../../records/changes/jobs.ts';
import type { NumberAccess } from '../../records/number-access.ts';

const dayMs = 24 * 60 * 60_000;
/** Those of Meta change for some days. */
const askedDays = 7;
const firstAskedDays = 31;
/** Meta’s day is over, and its figures are there. Not all numbers of a deployment ask in the same minute. */
const afterMidnightMs = 4 * 60 * 60_000;
const spreadMinutes = 120;
const timeoutMs = 30_000;
const lane = 'charges';
const setting = 'meta_charges';

const known = v.object({
  state: metaCosts.entries.state,
  askedAt: v.nullable(v.number()),
  currency: v.nullable(v.string()),
});
type Known = v.InferOutput<typeof known>;

const charges = v.array(
  v.object({
    category: v.string(),
    type: v.string(),
    country: v.string(),
    volume: v.number(),
    cost: v.nullable(v.number()),
  }),
);
type Row = v.InferOutput<typeof charges>[number];

interface Parts {
  jobs: Jobs;
  /** The account and the number at Meta. */
  number: () => { wabaId: string; displayPhoneNumber: string };
  /** Null when the number is turned off or not connected. */
  access: () => Promise<Pick<NumberAccess, 'graph'> | null>;
}

export class MetaCharges implements Runner {
  #storage: DurableObjectStorage;
  #sql: SqlStorage;
  #parts: Parts;

  constructor(storage: DurableObjectStorage, parts: Parts) {
    this.#storage = storage;
    this.#sql = storage.sql;
    this.#parts = parts;
  }

  begin(now: number): void {
    const isThere = this.#sql.exec('SELECT 1 FROM job WHERE lane = ?', lane).toArray().length > 0;
    if (!isThere) this.#parts.jobs.add('charges', lane, 0, this.#nextNight(now));
  }

  async run(job: Job): Promise<void> {
    await this.#ask(Date.now());
    this.#parts.jobs.delay(job, this.#nextNight(Date.now()));
  }

  /** From one date to another, both included. */
  between(from: string, to: string): MetaCosts {
    const days = this.#sql
      .exec<{ charges: string }>('SELECT charges FROM meta_day WHERE day BETWEEN ? AND ?', from, to)
      .toArray();
    const rows = new Map<string, Row>();
    for (const day of days) {
      for (const { category, type, country, volume, cost } of storedJson(charges, day.charges) ?? []) {
        const key = `${category}\n${type}\n${country}`;
        const row = rows.get(key) ?? { category, type, country, volume: 0, cost: null };
        row.volume += volume;
        if (cost !== null) row.cost = Math.round(((row.cost ?? 0) + cost) * 1e6) / 1e6;
        rows.set(key, row);
      }
    }
    return {
      ...this.#known,
      days: days.length,
      rows: [...rows.values()].sort((a, b) => b.volume - a.volume),
    };
  }

  async #ask(now: number): Promise<void> {
    const number = this.#parts.number();
    const access = await this.#parts.access();
    if (!access || number.wabaId === '') return;
    const to = Math.floor(now / dayMs) * dayMs;
    const isFirst = this.#sql.exec('SELECT 1 FROM meta_day LIMIT 1').toArray().length === 0;
    const from = to - (isFirst ? firstAskedDays : askedDays) * dayMs;
    const answer = await fetchCharges(access.graph, number, { from, to }, AbortSignal.timeout(timeoutMs));
    this.#storage.transactionSync(() => {
      if (answer.outcome !== 'found') {
        this.#keep({ ...this.#known, state: failureOf(answer), askedAt: now });
        return;
      }
      for (let day = from; day < to; day += dayMs) this.#keepDay(dateOf(day), answer.charges);
      this.#keep({ state: 'ready', askedAt: now, currency: answer.currency });
    });
  }

  /** A day that Meta says nothing about has no charges. It is not written if it is the same. */
  #keepDay(date: string, all: readonly Charge[]): void {
    const own = all.filter((one) => one.date === date).map(({ date: _, ...charge }) => charge);
    const json = JSON.stringify(own);
    this.#sql.exec(
      `INSERT INTO meta_day (day, charges) VALUES (?1, ?2)
       ON CONFLICT (day) DO UPDATE SET charges = ?2 WHERE charges <> ?2`,
      ...[date, json],
    );
  }

  #nextNight(now: number): number {
    const digits = this.#parts.number().displayPhoneNumber.replace(/\D/g, '');
    const pauseMs = afterMidnightMs + (Number(digits.slice(-4)) % spreadMinutes) * 60_000;
    return Math.floor((now - pauseMs) / dayMs + 1) * dayMs + pauseMs;
  }

  get #known(): Known {
    const [row] = this.#sql
      .exec<{ value: string }>('SELECT value FROM setting WHERE name = ?', setting)
      .toArray();
    return (row && storedJson(known, row.value)) ?? { state: 'not-asked', askedAt: null, currency: null };
  }

  #keep(now: Known): void {
    this.#sql.exec('INSERT OR REPLACE INTO setting VALUES (?, ?)', setting, JSON.stringify(now));
  }
}

/** Graph answers with 10, or a code of the two hundreds, if the token lacks a permission. */
function failureOf(answer: Exclude<ChargesOutcome, { outcome: 'found' }>): 'not-allowed' | 'failed' {
  if (answer.outcome !== 'rejected') return 'failed';
  const { code } = answer.error;
  return code === 10 || (code >= 200 && code < 300) ? 'not-allowed' : 'failed';
}

function dateOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
