/** What Meta counts and charges itself, as it answers each night. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, expect, it, vi } from 'vitest';
import { MetaCharges } from '../../../../worker/inbox/analytics/meta/meta-charges.ts';
import { type Job, Jobs } from '../../../../worker/inbox/records/changes/jobs.ts';

/** No real alarm of the object fires so late. */
const begins = Date.UTC(2030, 10, 20, 12);
const number = { wabaId: '102290129350053', displayPhoneNumber: '+1 555 053 0009' };

afterEach(() => {
  vi.useRealTimers();
});

interface Point {
  start: number;
  country?: string;
  pricing_category?: string;
  pricing_type?: string;
  volume?: number;
  cost?: number;
}

/** Lets nights pass; `meta` answers with these points, or a Graph error. */
async function nights(
  name: string,
  meta: (night: number) => { points: Point[] } | { code: number; status: number } | 'nothing',
  count: number,
) {
  return runInDurableObject(env.INBOX.getByName(name), async (_, state) => {
    vi.useFakeTimers({ toFake: ['Date'], now: begins });
    const { sql } = state.storage;
    sql.exec('DELETE FROM job');
    const asked: URL[] = [];
    let night = 0;
    const answer = (url: URL): Response => {
      asked.push(url);
      const said = meta(night);
      if (said === 'nothing') throw new TypeError('The network is down');
      if ('code' in said)
        return Response.json({ error: { message: 'No', code: said.code } }, { status: said.status });
      const { points } = said;
      const analytics = points.length > 0 && { pricing_analytics: { data: [{ data_points: points }] } };
      return Response.json({ id: number.wabaId, currency: 'EUR', ...analytics });
    };
    const graph = {
      ...{ url: 'https://graph.example', version: 'v26.0', accessToken: 'EAAG' },
      fetch: async (input: RequestInfo | URL) =>
        answer(new URL(input instanceof Request ? input.url : input)),
    };
    const jobs = new Jobs(state);
    const charges = new MetaCharges(state.storage, {
      ...{ jobs, number: () => number, access: async () => ({ graph }) },
    });
    charges.begin(begins);
    charges.begin(begins);
    const runs: number[] = [];
    const written: number[] = [];
    for (; night < count; night++) {
      const [job] = sql.exec<Job>("SELECT * FROM job WHERE kind = 'charges'").toArray();
      if (!job) throw new Error('There is a job');
      vi.setSystemTime(job.run_at);
      runs.push(job.run_at);
      const before = sql.exec<{ n: number }>('SELECT total_changes() AS n').one().n;
      await charges.run(job);
      written.push(sql.exec<{ n: number }>('SELECT total_changes() AS n').one().n - before);
    }
    return { asked, runs, written, said: charges.between('2030-11-01', '2030-11-30') };
  });
}

const at = (date: string) => Date.parse(`${date}T00:00:00Z`) / 1_000;
const marketing = { pricing_category: 'MARKETING', pricing_type: 'REGULAR', country: 'DE' };
const service = { pricing_category: 'SERVICE', pricing_type: 'FREE_CUSTOMER_SERVICE', country: 'BR' };

it('Meta is asked once each night, for the number and the days that can still change', async () => {
  const { asked, runs } = await nights('charges-asked', () => ({ points: [] }), 3);
  expect(runs.map((run) => new Date(run).toISOString().slice(0, 10))).toEqual([
    ...['2030-11-21', '2030-11-22', '2030-11-23'],
  ]);
  const fields = asked.map(({ searchParams }) => searchParams.get('fields') ?? '');
  expect(fields[0]).toContain(`start(${at('2030-10-21')}).end(${at('2030-11-21')}).granularity(DAILY)`);
  expect(fields[1]).toContain(`start(${at('2030-11-15')}).end(${at('2030-11-22')})`);
  expect(fields[0]).toContain('phone_numbers(["15550530009"])');
  expect(asked[0]?.pathname).toBe(`/v26.0/${number.wabaId}`);
});

it('days are replaced by what Meta says later, and added up by category, type and country', async () => {
  const { said } = await nights(
    'charges-added',
    (night) => ({
      points: [
        { start: at('2030-11-18'), ...marketing, volume: 3, cost: 0.33 },
        { start: at('2030-11-19'), ...marketing, volume: 2 + night, cost: 0.22 + night * 0.11 },
        { start: at('2030-11-19'), ...service, volume: 9, cost: 0 },
      ],
    }),
    2,
  );
  expect(said).toMatchObject({ state: 'ready', currency: 'EUR' });
  expect(said.rows).toEqual([
    { category: 'service', type: 'free_customer_service', country: 'BR', volume: 9, cost: 0 },
    { category: 'marketing', type: 'regular', country: 'DE', volume: 6, cost: 0.66 },
  ]);
});

it('a night with the same figures writes one day, its state and its job, and no more', async () => {
  const points = [{ start: at('2030-11-19'), ...marketing, volume: 3, cost: 0.33 }];
  const { written } = await nights('charges-rows', () => ({ points }), 3);
  expect(written.slice(1).every((rows) => rows <= 4)).toBe(true);
});

it('without costs, as a partner pays, the volumes are there', async () => {
  const { said } = await nights(
    'charges-partner',
    () => ({ points: [{ start: at('2030-11-19'), ...marketing, volume: 3 }] }),
    1,
  );
  expect(said.rows).toMatchObject([{ volume: 3, cost: null }]);
});

it.each([
  ['a token without the permission', { code: 200, status: 403 }, 'not-allowed'],
  ['an app without the permission', { code: 10, status: 403 }, 'not-allowed'],
  ['too many calls', { code: 80008, status: 400 }, 'failed'],
  ['no answer', 'nothing', 'failed'],
] as const)(
  '%s keeps what is known, and Meta is asked again the next night',
  async (name, refusal, state) => {
    const points = [{ start: at('2030-11-19'), ...marketing, volume: 3, cost: 0.33 }];
    const { said, asked } = await nights(
      `charges-${name}`,
      (night) => (night === 0 ? { points } : refusal),
      3,
    );
    expect(said).toMatchObject({ state, currency: 'EUR', rows: [{ volume: 3 }] });
    expect(asked.length).toBeGreaterThanOrEqual(3);
  },
);
