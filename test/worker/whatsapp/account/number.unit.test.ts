import { describe, expect, it } from 'vitest';
import type { Graph } from '../../../../worker/whatsapp/account/graph.ts';
import {
  fetchAppSubscription,
  fetchNumber,
  fetchToken,
  messagingLimitOf,
} from '../../../../worker/whatsapp/account/number.ts';

/** A Graph that answers this, and what it was asked. */
function graphWith(body: unknown): { graph: Graph; asked: { url: URL; token: string | null }[] } {
  const asked: { url: URL; token: string | null }[] = [];
  const fetch: Graph['fetch'] = async (input) => {
    const request = new Request(input);
    asked.push({ url: new URL(request.url), token: request.headers.get('authorization') });
    return Response.json(body);
  };
  const graph = {
    url: 'https://graph.example',
    version: 'v23.0',
    accessToken: 'EAAG',
    appSecret: 's',
    fetch,
  };
  return { graph, asked };
}

describe('a number', () => {
  it('gets its webhooks where the most specific address says', async () => {
    const configuration = { application: 'https://app', whatsapp_business_account: 'https://account' };
    const address = async (webhook_configuration: object) => {
      const answer = await fetchNumber(graphWith({ webhook_configuration }).graph, '1');
      return answer.outcome === 'found' && answer.number.callbackUrl;
    };
    expect(await address({ ...configuration, phone_number: 'https://number' })).toBe('https://number');
    expect(await address(configuration)).toBe('https://account');
    expect(await address({ application: 'https://app' })).toBe('https://app');
    expect(await address({})).toBeNull();
  });

  it('is read although this version of Graph calls a field otherwise, and does not know another', async () => {
    const gone = ['messaging_limit_tier', 'account_mode'];
    const fetch: Graph['fetch'] = async (input) => {
      const asked = new URL(new Request(input).url).searchParams.get('fields')?.split(',') ?? [];
      const unknown = asked.find((field) => gone.includes(field));
      const message = `(#100) Tried accessing nonexisting field (${unknown}) on node type (WhatsAppBusinessPhoneNumber)`;
      if (unknown) return Response.json({ error: { code: 100, message } }, { status: 400 });
      return Response.json({ id: '1', whatsapp_business_manager_messaging_limit: 'TIER_2K' });
    };
    expect(await fetchNumber({ ...graphWith({}).graph, fetch }, '1')).toMatchObject({
      outcome: 'found',
      number: { messagingLimitTier: 'TIER_2K', accountMode: null },
    });
  });

  it('is read although Meta leaves most of it out, or says it in another form', async () => {
    const answer = await fetchNumber(
      graphWith({ id: '1', throughput: 'fast', quality_rating: 7 }).graph,
      '1',
    );
    expect(answer).toMatchObject({
      outcome: 'found',
      number: { throughputLevel: null, qualityRating: null },
    });
  });
});

describe('a token', () => {
  it('ends at a time in milliseconds, or never', async () => {
    const ends = async (expires_at: number) => {
      const answer = await fetchToken(graphWith({ data: { is_valid: true, app_id: '6', expires_at } }).graph);
      return answer.outcome === 'found' && answer.token.expiresAt;
    };
    expect(await ends(1_800_000_000)).toBe(1_800_000_000_000);
    expect(await ends(0)).toBeNull();
  });
});

describe('an app’s subscription', () => {
  it('is asked for with the app’s own token, and names fields in both of Meta’s forms', async () => {
    const object = 'whatsapp_business_account';
    const fields = ['messages', { name: 'security', version: 'v23.0' }];
    const { graph, asked } = graphWith({
      data: [{ object: 'page' }, { object, callback_url: 'https://x', fields }],
    });
    const answer = await fetchAppSubscription(graph, '670');
    expect(answer).toMatchObject({
      subscription: { callbackUrl: 'https://x', isActive: true, fields: ['messages', 'security'] },
    });
    expect(asked[0]?.token).toBe('Bearer 670|s');
  });
});

describe('a messaging tier', () => {
  it('is a number of customers, and no limit when Meta sets none', () => {
    expect(
      ['TIER_50', 'TIER_250', 'TIER_2K', 'TIER_100K', 'TIER_UNLIMITED', null].map(messagingLimitOf),
    ).toEqual([50, 250, 2_000, 100_000, null, null]);
  });
});
