import { describe, expect, it } from 'vitest';
import {
  fetchAppSubscription,
  fetchNumber,
  fetchToken,
  messagingLimitOf,
} from '../../../../worker/whatsapp/account/number.ts';
import type { Graph } from '../../../../worker/whatsapp/graph/graph.ts';

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
  it('a number gets its webhooks at the most specific address', async () => {
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

  it('a number is read although this version of Graph names a field differently or lacks it', async () => {
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

  it('a number is read although Meta omits most fields, or has them in another form', async () => {
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
  it('a token ends at a time in milliseconds, or never', async () => {
    const ends = async (expires_at: number) => {
      const answer = await fetchToken(graphWith({ data: { is_valid: true, app_id: '6', expires_at } }).graph);
      return answer.outcome === 'found' && answer.token.expiresAt;
    };
    expect(await ends(1_800_000_000)).toBe(1_800_000_000_000);
    expect(await ends(0)).toBeNull();
  });
});

describe('an app’s subscription', () => {
  it('an app’s subscription is requested with the app’s own token, and names fields in both of Meta’s forms', async () => {
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
  it('a messaging tier is a number of customers, or no limit', () => {
    expect(
      ['TIER_50', 'TIER_250', 'TIER_2K', 'TIER_100K', 'TIER_UNLIMITED', null].map(messagingLimitOf),
    ).toEqual([50, 250, 2_000, 100_000, null, null]);
  });
});
