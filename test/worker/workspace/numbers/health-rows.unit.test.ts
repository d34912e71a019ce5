import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HealthRowName, WebhookProblem } from '../../../../worker/api/numbers/health.ts';
import { neededFields, phoneAppFields, usefulFields } from '../../../../worker/whatsapp/account/number.ts';
import { explainNotice } from '../../../../worker/whatsapp/receiving/notice-texts.ts';
import { type HealthFacts, healthRows } from '../../../../worker/workspace/numbers/health-rows.ts';
import { type AlertFacts, alertsOf } from '../../../../worker/workspace/numbers/health-state.ts';
import { isTokenRefused, type NumberCheck } from '../../../../worker/workspace/numbers/number-check.ts';

const now = Date.UTC(2026, 10, 25);
const day = 24 * 60 * 60_000;
const callbackUrl = 'https://inbox.example/webhook';

const check: NumberCheck = {
  token: { known: { isValid: true, type: null, targetIds: [], appId: '6', expiresAt: null, scopes: [] } },
  number: {
    known: {
      displayPhoneNumber: '+1 555 078 3881',
      verifiedName: 'Lumen & Clay',
      nameStatus: 'APPROVED',
      qualityRating: 'GREEN',
      status: 'CONNECTED',
      codeVerificationStatus: 'VERIFIED',
      platformType: 'CLOUD_API',
      throughputLevel: 'STANDARD',
      messagingLimitTier: 'TIER_250',
      isOnPhone: false,
      accountMode: 'LIVE',
      callbackUrl,
    },
  },
  account: { known: { name: 'Lumen & Clay', reviewStatus: 'APPROVED' } },
  isSubscribed: { known: true },
  subscription: { known: { callbackUrl, isActive: true, fields: [...neededFields, ...usefulFields] } },
};

const facts: HealthFacts = {
  number: {
    id: '1',
    phoneNumberId: '1',
    wabaId: '2',
    displayPhoneNumber: '+1 555 078 3881',
    name: 'Lumen & Clay',
    enabled: true,
    disconnectedAt: null,
    isOnPhone: false,
    receipts: 'on-open',
    messagesPerSecond: 80,
    longestText: 4_096,
    showsAgentName: false,
    language: null,
    sendsFiles: true,
    bot: null,
    automation: { isOn: false, isPaused: false, isSuggesting: false },
  },
  known: { check, checkedAt: now, tokenRefusedAt: null, tokenClearedAt: null },
  vitals: {
    ...{ lastEventAt: now, queued: 0, queuedSince: null, failures: [], unparsed: 0, writtenFirst: 3 },
    database: { bytes: 100_000_000, bytesPerDay: 1_000_000 },
    archive: { messages: 0, lost: 0 },
  },
  hasAppSecret: true,
  refused: null,
  callbackUrl,
  unrouted: 0,
  unparsed: 0,
  keepsMedia: true,
  selfTest: { isStored: true, problem: null },
  graphVersion: 'v26.0',
  now,
};

const numberIs = (change: object): Partial<HealthFacts> => {
  const number = 'known' in check.number ? { known: { ...check.number.known, ...change } } : check.number;
  return { known: { ...facts.known, check: { ...check, number } } };
};
const checkIs = (change: Partial<NumberCheck>): Partial<HealthFacts> => ({
  known: { ...facts.known, check: { ...check, ...change } },
});
const databaseIs = (bytes: number, bytesPerDay: number | null): Partial<HealthFacts> => ({
  vitals: { ...facts.vitals, database: { bytes, bytesPerDay } },
});
const rowOf = (name: HealthRowName, change: Partial<HealthFacts>) =>
  healthRows({ ...facts, ...change }).find((row) => row.name === name);

describe('the health of a number', () => {
  it('every row of a healthy number is good', () => {
    expect(healthRows(facts).filter(({ state }) => state !== 'good')).toEqual([]);
  });

  const refused = { at: now, inboxes: ['1'], isSigned: true, tried: ['the app secret of “Lumen & Clay”'] };
  const cases: [HealthRowName, string, Partial<HealthFacts>, string][] = [
    ['last-event', 'warning', { vitals: { ...facts.vitals, lastEventAt: null } }, '403, 418 or 428'],
    ['signature', 'bad', { hasAppSecret: false }, 'app secret'],
    [
      'signature',
      'bad',
      { refused, vitals: { ...facts.vitals, lastEventAt: now - day } },
      'App settings → Basic',
    ],
    ['self-test', 'bad', { selfTest: { isStored: false, problem: 'refused' } }, 'wrangler tail'],
    ['token', 'bad', { known: { ...facts.known, tokenRefusedAt: now } }, 'System users'],
    ['app-subscribed', 'bad', checkIs({ isSubscribed: { known: false } }), 'subscribed_apps'],
    ['callback', 'bad', numberIs({ callbackUrl: 'https://old.example/hook' }), callbackUrl],
    ['fields', 'bad', checkIs({ subscription: { known: null } }), 'Webhook fields'],
    ['registration', 'bad', numberIs({ platformType: 'NOT_APPLICABLE' }), 'PIN'],
    ['number-status', 'bad', numberIs({ status: 'BANNED' }), 'WhatsApp Manager'],
    ['display-name', 'bad', numberIs({ nameStatus: 'DECLINED' }), 'WhatsApp Manager'],
    ['quality', 'bad', numberIs({ qualityRating: 'RED' }), 'templates'],
    ['messaging-limit', 'bad', { vitals: { ...facts.vitals, writtenFirst: 250 } }, 'Wait'],
    ['throughput', 'warning', numberIs({ throughputLevel: 'NOT_APPLICABLE' }), 'PIN'],
    [
      'account-review',
      'bad',
      checkIs({ account: { known: { name: null, reviewStatus: 'REJECTED' } } }),
      'WhatsApp Manager',
    ],
    ['queue', 'warning', { vitals: { ...facts.vitals, queued: 2, queuedSince: now - day } }, 'conversation'],
    [
      'failures',
      'warning',
      { vitals: { ...facts.vitals, failures: [{ code: 131026, title: 'T', count: 2 }] } },
      'whether it can be sent again',
    ],
    ['unparsed', 'warning', { unparsed: 1 }, 'Upgrade'],
    ['unrouted', 'warning', { unrouted: 1 }, '/api/unrouted'],
    ['files', 'warning', { keepsMedia: false }, 'R2'],
    ['database', 'warning', databaseIs(7.5e9, 0), 'Settings › Retention and export'],
    ['database', 'bad', databaseIs(9.5e9, 0), 'Settings › Retention and export'],
    ['database', 'warning', databaseIs(5e9, 5e7), 'Settings › Retention and export'],
    ['database', 'bad', databaseIs(5e9, 5e8), 'Settings › Retention and export'],
    ['database', 'good', databaseIs(3e9, null), '5 GB'],
  ];
  it('the row of the archive says where old messages are, and when a bucket matters', () => {
    const archiveIs = (messages: number, lost: number, keepsMedia = true, bytes = 1e9) => {
      const vitals = { ...facts.vitals, archive: { messages, lost }, database: { bytes, bytesPerDay: null } };
      const row = rowOf('archive', { vitals, keepsMedia });
      return [row?.state, row?.code];
    };
    expect(archiveIs(0, 0)).toEqual(['good', 'archive_waits']);
    expect(archiveIs(900, 0)).toEqual(['good', 'archive_used']);
    expect(archiveIs(900, 2)).toEqual(['bad', 'archive_lost']);
    expect(archiveIs(0, 0, false)).toEqual(['good', 'archive_without_bucket']);
    expect(archiveIs(0, 0, false, 6.5e9)).toEqual(['warning', 'archive_wanted']);
  });

  it('the row of the database says in how many months it is full at the present rate', () => {
    const summary = (bytes: number, bytesPerDay: number | null) =>
      rowOf('database', databaseIs(bytes, bytesPerDay))?.summary;
    expect(summary(1e9, 1e7)).toContain(
      '1 GB of at most 10 GB. At the present rate it is full in 30 months.',
    );
    expect(summary(1e9, 1e6)).toBe('The database has 1 GB of at most 10 GB.');
    expect(summary(1e9, -1e6)).toBe('The database has 1 GB of at most 10 GB.');
    expect(summary(9e9, 1e9)).toContain('full in 1 month.');
  });

  it('each reason for failed messages has its own line', () => {
    const failures = [
      { code: 131047, title: 'Refused', count: 1 },
      { code: 999_999, title: 'New', count: 2 },
    ];
    expect(rowOf('failures', { vitals: { ...facts.vitals, failures } })?.summary.split('\n')).toEqual([
      'Failed in the last seven days:',
      '1 × Refused (131047)',
      '2 × New (999999)',
    ]);
  });

  it.each(cases)('%s is %s, and says what to do', (name, state, change, advice) => {
    const row = rowOf(name, change);
    expect(row?.state).toBe(state);
    expect(row?.advice).toContain(advice);
  });

  it('the row of a wrong signature names the secret that was tried', () => {
    const row = rowOf('signature', { refused, vitals: { ...facts.vitals, lastEventAt: now - day } });
    expect(row?.summary).toContain('the app secret of “Lumen & Clay”');
  });

  it('an unsigned request of a stranger is no alert', () => {
    expect(rowOf('signature', { refused: { ...refused, isSigned: false } })?.state).toBe('good');
  });

  it('missing fields are listed, those of the phone app only for a number in it', () => {
    const known = { callbackUrl, isActive: true, fields: ['messages', ...usefulFields.slice(1)] };
    const row = rowOf('fields', checkIs({ subscription: { known } }));
    expect(row?.summary).toContain(usefulFields[0]);
    expect(row?.summary).not.toContain(phoneAppFields[0]);
    const onPhone = { number: { ...facts.number, isOnPhone: true } };
    expect(rowOf('fields', { ...onPhone })?.summary).toContain(phoneAppFields[0]);
  });

  it('a row that is not good always says what to do, whatever Meta returns', () => {
    const asked = fc.oneof(
      fc.record({ problem: fc.string(), refused: fc.boolean() }),
      fc.constant({ problem: 'The token lacks a permission', refused: false }),
    );
    const word = fc.option(
      fc.oneof(fc.string(), fc.constantFrom('RED', 'PENDING', 'BANNED', 'NOT_APPLICABLE')),
    );
    const strange = fc.record({
      status: word,
      nameStatus: word,
      qualityRating: word,
      platformType: word,
      throughputLevel: word,
      messagingLimitTier: word,
      callbackUrl: word,
    });
    fc.assert(
      fc.property(strange, asked, fc.boolean(), fc.boolean(), (number, problem, isKnown, isChecked) => {
        const change = isKnown
          ? numberIs(number)
          : checkIs({
              number: problem,
              token: problem,
              account: problem,
              isSubscribed: problem,
              subscription: problem,
            });
        const known = isChecked ? change.known : { ...facts.known, check: null };
        for (const row of healthRows({ ...facts, ...change, ...(known && { known }) })) {
          expect(row.state === 'good' || row.advice !== null, row.name).toBe(true);
        }
      }),
    );
  });
});

/** A number that nothing is wrong with. */
const alertFacts: AlertFacts = {
  known: facts.known,
  timeline: [],
  addresses: [callbackUrl],
  findings: { hearing: 'webhooks', botHook: null, assistantBudget: null, freeMessages: null },
  endpoints: [],
  loop: null,
  templates: [],
};

describe('an alert', () => {
  const alerts = (change: Partial<HealthFacts>, more: Partial<AlertFacts> = {}) =>
    alertsOf({ ...alertFacts, ...(change.known && { known: change.known }), ...more }, now);
  const subscription = (known: { isActive: boolean; fields: string[] } | null) =>
    checkIs({ subscription: { known: known && { callbackUrl, ...known } } });
  const elsewhere = numberIs({ callbackUrl: 'https://other.example/webhook' });

  it('there is no alert if nothing is wrong, or Meta did not say', () => {
    const problem = { problem: 'No answer', refused: false };
    expect(alerts({})).toEqual([]);
    expect(alerts(checkIs({ isSubscribed: problem, subscription: problem, number: problem }))).toEqual([]);
  });

  it.each<[WebhookProblem, Partial<HealthFacts>]>([
    ['not-subscribed', checkIs({ isSubscribed: { known: false } })],
    ['no-field', subscription(null)],
    ['no-field', subscription({ isActive: true, fields: ['account_update'] })],
    ['no-field', subscription({ isActive: false, fields: ['messages'] })],
    ['elsewhere', elsewhere],
  ])('says that messages do not arrive: %s', (problem, change) => {
    expect(alerts(change)).toEqual([{ type: 'webhook', problem }]);
    // A number that is being connected is led through it by the setup.
    expect(
      alerts(change, {
        findings: { hearing: 'nothing-yet', botHook: null, assistantBudget: null, freeMessages: null },
      }),
    ).toEqual([]);
  });

  it('an alert says that no statuses of sent messages arrive', () => {
    expect(
      alerts(
        {},
        { findings: { hearing: 'silence', botHook: null, assistantBudget: null, freeMessages: null } },
      ),
    ).toEqual([{ type: 'webhook', problem: 'silent' }]);
  });

  it('warns for three days when most of the month’s free service messages are used', () => {
    const alertsLater = (days: number) => {
      const freeMessages = { month: '2026-11', at: now - days * 24 * 60 * 60_000 };
      return alerts({}, { findings: { ...alertFacts.findings, freeMessages } });
    };
    // The month makes it another alert than the one before, so that it is sent once a month.
    expect(alertsLater(0)).toMatchObject([
      { type: 'free-messages', month: '2026-11', code: 'free_messages_nearly_used' },
    ]);
    expect(alertsLater(2.9)).toEqual(alertsLater(0));
    expect(alertsLater(3)).toEqual([]);
  });

  it('there is no alert about another address while Meta has verified none', () => {
    expect(alerts(elsewhere, { addresses: [] })).toEqual([]);
  });

  it('an alert says that Meta has restricted the number, unless a notice has said so', () => {
    const restricted = numberIs({ status: 'RESTRICTED' });
    expect(alerts(restricted)).toEqual([{ type: 'number-status', status: 'RESTRICTED' }]);
    const notice = {
      at: now - day,
      field: 'account_update',
      ...explainNotice('account_restricted_somehow'),
      matters: true,
    };
    expect(alerts(restricted, { timeline: [notice] })).toMatchObject([{ type: 'notice' }]);
  });
});

describe('a token', () => {
  const ends = (days: number) =>
    checkIs({
      token: {
        known: {
          isValid: true,
          type: null,
          targetIds: [],
          appId: '6',
          expiresAt: now + days * day,
          scopes: [],
        },
      },
    }).known;

  it.each([
    [15, undefined],
    [14, 14],
    [4, 14],
    [3, 3],
    [1.5, 3],
    [1, 1],
    [0.1, 1],
  ])('a token that ends in %d days is announced at 14, 3 and 1', (left, days) => {
    const known = ends(left);
    const [alert] = known ? alertsOf({ ...alertFacts, known }, now) : [];
    expect(alert).toEqual(
      days === undefined ? undefined : { type: 'token-expires', at: now + left * day, days },
    );
  });

  it('a token counts as rejected when Meta says so, and not when Meta cannot be reached', () => {
    const gone = { problem: 'No answer', refused: false };
    expect(isTokenRefused(check)).toBe(false);
    expect(isTokenRefused({ ...check, number: { problem: 'over', refused: true } })).toBe(true);
    const invalid = {
      known: { isValid: false, type: null, targetIds: [], appId: null, expiresAt: null, scopes: [] },
    };
    expect(isTokenRefused({ ...check, token: invalid })).toBe(true);
    expect(isTokenRefused({ ...check, token: gone, number: gone })).toBeNull();
  });
});

describe('the token', () => {
  const withScopes = (...scopes: string[]): HealthFacts => ({
    ...facts,
    known: {
      ...facts.known,
      check: {
        ...check,
        token: { known: { ...('known' in check.token ? check.token.known : never()), scopes } },
      },
    },
  });
  const tokenRow = (given: HealthFacts) => healthRows(given).find(({ name }) => name === 'token');

  it('a token that cannot send is reported with the missing permission', () => {
    const row = tokenRow(withScopes('whatsapp_business_management'));
    expect(row).toMatchObject({ state: 'bad', advice: expect.any(String) });
    expect(row?.summary).toContain('whatsapp_business_messaging');
    const all = tokenRow(withScopes('whatsapp_business_management', 'whatsapp_business_messaging'));
    expect(all?.state).toBe('good');
  });

  it('a token without known permissions is not reported', () => {
    expect(tokenRow(withScopes())?.state).toBe('good');
  });
});

describe('the version of the Graph API', () => {
  const rowAt = (graphVersion: string, date: string) =>
    healthRows({ ...facts, graphVersion, now: Date.parse(date) }).find(
      ({ name }) => name === 'graph-version',
    );

  it('a version of the Graph API warns a year before it ends, and names the next one', () => {
    expect(rowAt('v23.0', '2026-10-01')).toMatchObject({ state: 'good', advice: null });
    const soon = rowAt('v23.0', '2026-10-09');
    expect(soon).toMatchObject({
      state: 'warning',
      advice: expect.stringContaining('GRAPH_VERSION to v26.0'),
    });
    expect(soon?.summary).toContain('Oct 8, 2027');
    expect(rowAt('v23.0', '2027-10-08')).toMatchObject({ state: 'bad' });
    expect(rowAt('v19.0', '2026-10-01')).toMatchObject({ state: 'bad' });
  });

  it('a version of the Graph API is good if Meta has not announced its end', () => {
    for (const version of ['v26.0', 'v27.0']) {
      expect(rowAt(version, '2027-01-01')).toMatchObject({ state: 'good', advice: null });
    }
  });
});

it('says that opt-outs chosen in WhatsApp do not arrive where the app’s own callback is elsewhere', () => {
  const elsewhere = 'https://other.example/hook';
  const subscription = {
    known: { callbackUrl: elsewhere, isActive: true, fields: [...neededFields, ...usefulFields] },
  };
  const known = { ...facts.known, check: { ...check, subscription } };
  const row = healthRows({ ...facts, known }).find(({ name }) => name === 'fields');
  expect(row).toMatchObject({ state: 'warning', advice: expect.stringContaining(callbackUrl) });
  expect(row?.summary).toContain('user_preferences');
  expect(row?.summary).toContain(elsewhere);
});

function never(): never {
  throw new Error('The token of these tests is known');
}
