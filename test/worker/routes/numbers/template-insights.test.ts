/** Meta’s own figures of templates: off until an admin confirms that turning them on cannot be undone. */
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TemplateInsights } from '../../../../worker/api/analytics/template-insights.ts';
import { call, connectNumber, refusalOf, signIn, siteSession, wabaId } from '../../support/webhooks.ts';

const number = '106540352243053';
const path = `/api/inboxes/${number}/analytics/template-insights`;
const period = 'from=2026-11-01&to=2026-11-30';
const ids = '1162534567890123,1162534567890124';
let admin: string;
let agent: string;
let asked: { method: string; url: URL }[] = [];
let isEnabled = false;

const error = (code: number, status = 400) =>
  Response.json({ error: { message: `(#${code}) No`, code } }, { status });

/** As Meta answers about an account. */
function meta(method: string, { pathname, searchParams }: URL): Response {
  if (method === 'POST' && searchParams.get('is_enabled_for_insights') === 'true') {
    isEnabled = true;
    return Response.json({ id: wabaId });
  }
  if (!pathname.endsWith('/template_analytics')) return error(100);
  if (!isEnabled) return error(200007);
  const [first] = ids.split(',');
  const day = (start: number, more: object) => ({ template_id: first, start, end: start + 86_400, ...more });
  const button = { type: 'url_button', button_content: 'Track it' };
  return Response.json({
    data: [
      {
        granularity: 'DAILY',
        data_points: [
          day(1_793_491_200, {
            ...{ sent: 10, delivered: 9, read: 6, clicked: [{ ...button, count: 2 }] },
            cost: [
              { type: 'amount_spent', value: 0.9 },
              { type: 'cost_per_delivered', value: 0.1 },
            ],
          }),
          day(1_793_577_600, {
            ...{ sent: 5, delivered: 5, read: 1, clicked: [{ ...button, count: 1 }] },
            cost: [{ type: 'amount_spent', value: 0.5 }, { type: 'cost_per_url_button_click' }],
          }),
        ],
      },
    ],
  });
}

beforeAll(async () => {
  admin = await signIn();
  await connectNumber(admin, number);
  agent = await siteSession(admin, { sub: 'noor', name: 'Noor' });
  vi.stubGlobal('fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input instanceof URL ? input.href : input, init);
    const url = new URL(request.url);
    asked.push({ method: request.method, url });
    return meta(request.method, url);
  });
});

beforeEach(() => {
  asked = [];
  isEnabled = false;
});

const read = async (query = `${period}&templates=${ids}`, token = admin) =>
  call('GET', `${path}?${query}`, { token });
const enable = (body: object, token = admin) => call('POST', path, { token, body });

describe('reading Meta’s figures of templates', () => {
  it('turns nothing on: without them there are no rows', async () => {
    expect(await (await read()).json()).toEqual({ isEnabled: false, rows: [] });
    expect(asked.map(({ method }) => method)).toEqual(['GET']);
  });

  it('adds up the days of each template, with clicks by button and what was spent', async () => {
    isEnabled = true;
    const { rows } = await (await read()).json<TemplateInsights>();
    const [first, other] = ids.split(',');
    expect(rows).toEqual([
      {
        ...{ id: first, sent: 15, delivered: 14, read: 7, spent: 1.4 },
        clicks: [{ type: 'url_button', text: 'Track it', count: 3 }],
      },
      { id: other, sent: 0, delivered: 0, read: 0, spent: null, clicks: [] },
    ]);
    const [{ url } = { url: new URL('https://none.example') }] = asked;
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      ...{ start: '1793491200', end: '1796083200', granularity: 'DAILY', template_ids: `[${ids}]` },
    });
  });

  it('refuses more than 90 days, and more than ten templates', async () => {
    const long = await read(`from=2026-07-01&to=2026-11-30&templates=${ids}`);
    expect(await refusalOf(long)).toEqual([422, 'period_invalid']);
    const many = Array.from({ length: 11 }, (_, index) => index + 1).join(',');
    expect((await read(`${period}&templates=${many}`)).status).toBe(422);
    expect(asked).toEqual([]);
  });
});

describe('turning them on', () => {
  it('needs the words that it cannot be undone, and an admin', async () => {
    for (const body of [{}, { confirm: true }, { confirm: 'yes' }])
      expect((await enable(body)).status).toBe(422);
    expect((await enable({ confirm: 'cannot-be-undone' }, agent)).status).toBe(403);
    expect(asked).toEqual([]);
    expect(await (await enable({ confirm: 'cannot-be-undone' })).json()).toEqual({ isEnabled: true });
    expect(asked.map(({ url: { pathname } }) => pathname.split('/').at(-1))).toEqual([wabaId]);
  });

  it('is in the audit log', async () => {
    await enable({ confirm: 'cannot-be-undone' });
    const log = await (await call('GET', '/api/audit', { token: admin })).text();
    expect(log).toContain('template insights');
  });
});
