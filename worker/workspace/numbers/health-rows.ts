/** The health page's rows: each says how it is and, when it is not good, what to do. No secret is ever named by its value. */
import type { HealthRow, HealthRowName, InboxVitals, RefusedWebhook } from '../../api/health.ts';
import type { InboxSummary } from '../../api/numbers.ts';
import { currentGraphVersion, endOfGraphVersion } from '../../whatsapp/account/graph-version.ts';
import {
  isOutOfUse,
  messagingLimitOf,
  neededFields,
  phoneAppFields,
  usefulFields,
} from '../../whatsapp/account/number.ts';
import type { KnownHealth } from './health-state.ts';
import type { Asked } from './number-check.ts';

/** All that the rows are made from. */
export interface HealthFacts {
  number: InboxSummary;
  known: KnownHealth;
  vitals: InboxVitals;
  /** Whether there is an app secret that a webhook of this number can be checked with. */
  hasAppSecret: boolean;
  /** The newest webhook that named this number and was refused. */
  refused: RefusedWebhook | null;
  /** Where Meta should send webhooks. */
  callbackUrl: string;
  unrouted: number;
  unparsed: number;
  keepsMedia: boolean;
  /** Whether the webhook that the deployment sent to itself was stored; null: it has not been tried now. */
  selfTest: { isStored: boolean; problem: string | null } | null;
  /** GRAPH_VERSION, such as `v23.0`. */
  graphVersion: string;
  now: number;
}

const quiet = 10 * 60_000;

export function healthRows(facts: HealthFacts): HealthRow[] {
  return [
    lastEvent(facts),
    signature(facts),
    ...(facts.selfTest ? [selfTest(facts.selfTest)] : []),
    token(facts),
    graphVersion(facts),
    appSubscribed(facts.known),
    callback(facts),
    fields(facts),
    ...numberRows(facts),
    accountReview(facts.known),
    queue(facts),
    failures(facts.vitals),
    unparsed(facts),
    unrouted(facts.unrouted),
    files(facts.keepsMedia),
  ];
}

function row(
  name: HealthRowName,
  state: HealthRow['state'],
  summary: string,
  advice: string | null = null,
  at: number | null = null,
): HealthRow {
  return { name, state, summary, advice, at };
}

/** What Meta did not say: because it was not asked yet, or with its reason. */
function notKnown(name: HealthRowName, asked: Asked<unknown> | undefined): HealthRow {
  const problem = asked && 'problem' in asked ? asked.problem : null;
  return row(
    name,
    'unknown',
    problem === null ? 'Meta has not been asked yet.' : `Meta did not say: ${problem}`,
    problem === null
      ? 'Select “Run checks”.'
      : 'Check the access token and its permissions (whatsapp_business_management, whatsapp_business_messaging), then select “Run checks”.',
  );
}

function lastEvent({ vitals, callbackUrl }: HealthFacts): HealthRow {
  if (vitals.lastEventAt !== null) {
    return row('last-event', 'good', 'Webhooks of this number have come.', null, vitals.lastEventAt);
  }
  return row(
    'last-event',
    'warning',
    'Nothing has ever come from Meta for this number.',
    `Write to the number from a phone. If nothing arrives, look at the rows below; on a domain of your own also at its firewall: Meta must not get 403, 418 or 428 from it. Let ${new URL(callbackUrl).pathname} pass with a WAF rule that skips everything, switch Bot Fight Mode off, which no rule can skip, or use the workers.dev address.`,
  );
}

function signature({ refused, vitals, hasAppSecret }: HealthFacts): HealthRow {
  if (!hasAppSecret) {
    return row(
      'signature',
      'bad',
      'There is no app secret, so no webhook can be believed: all of them are refused.',
      'Enter the app secret of your Meta app (App settings → Basic) in this number’s connection, or set META_APP_SECRET.',
    );
  }
  if (refused === null) return row('signature', 'good', 'No webhook of this number was refused.');
  const tried = refused.tried.length > 0 ? refused.tried.join(', ') : 'none, because none is known';
  const summary = refused.isSigned
    ? `A webhook that names this number had a signature of another app secret. Tried: ${tried}.`
    : 'Something that is not Meta sent a webhook without a signature. It was refused.';
  const isOver = vitals.lastEventAt !== null && vitals.lastEventAt > refused.at;
  if (!refused.isSigned || isOver) {
    return row(
      'signature',
      refused.isSigned ? 'warning' : 'good',
      summary,
      refused.isSigned
        ? 'Right ones have come since. If it happens again, a second app of yours sends here, too.'
        : null,
      refused.at,
    );
  }
  return row(
    'signature',
    'bad',
    summary,
    'At Meta, open the app that sends these webhooks, copy its app secret from App settings → Basic, and enter it in this number’s connection. Meta sends what was refused again for up to seven days.',
    refused.at,
  );
}

function selfTest({ isStored, problem }: NonNullable<HealthFacts['selfTest']>): HealthRow {
  if (isStored) return row('self-test', 'good', 'A signed webhook that the inbox sent to itself was stored.');
  return row(
    'self-test',
    'bad',
    `A signed webhook that the inbox sent to itself was not stored: ${problem ?? 'it did not arrive'}.`,
    'This is on our side, not on Meta’s. Look into the Worker’s log: npx wrangler tail. Then deploy again.',
  );
}

function token({ known: { check, tokenRefusedAt }, now }: HealthFacts): HealthRow {
  const renew =
    'In Meta Business Suite, open Settings → System users, generate a token for your app with whatsapp_business_management and whatsapp_business_messaging and without an expiry, and enter it in this number’s connection.';
  if (tokenRefusedAt !== null) {
    return row(
      'token',
      'bad',
      'Meta refuses the access token. Nothing is sent; what waits keeps its place.',
      renew,
      tokenRefusedAt,
    );
  }
  if (!check || !('known' in check.token)) return notKnown('token', check?.token);
  const { expiresAt, scopes } = check.token.known;
  const missing = scopes.length === 0 ? [] : neededScopes.filter((scope) => !scopes.includes(scope));
  if (missing.length > 0) {
    return row(
      'token',
      'bad',
      missing.includes('whatsapp_business_messaging')
        ? 'The access token lacks the permission whatsapp_business_messaging: no message can be sent.'
        : 'The access token lacks the permission whatsapp_business_management: templates and settings cannot be read.',
      renew,
    );
  }
  if (expiresAt === null) return row('token', 'good', 'The access token is valid and does not end.');
  const isSoon = expiresAt - now < 14 * 24 * 60 * 60_000;
  return row(
    'token',
    isSoon ? 'warning' : 'good',
    isSoon ? 'The access token ends soon.' : 'The access token is valid.',
    isSoon ? renew : null,
    expiresAt,
  );
}

const neededScopes = ['whatsapp_business_messaging', 'whatsapp_business_management'];

/** A year is enough to plan for it. */
const graphVersionNotice = 365 * 24 * 60 * 60_000;

function graphVersion({ graphVersion: version, now }: HealthFacts): HealthRow {
  const end = endOfGraphVersion(version);
  if (end === null) return row('graph-version', 'good', `Messages go by Graph API ${version}.`);
  const advice = `Set GRAPH_VERSION to ${currentGraphVersion} in wrangler.toml, deploy, and run these checks once more.`;
  if (end <= now) {
    return row('graph-version', 'bad', `Meta has ended Graph API ${version}.`, advice, end);
  }
  const isSoon = end - now <= graphVersionNotice;
  return row(
    'graph-version',
    isSoon ? 'warning' : 'good',
    `Meta ends Graph API ${version} on ${new Date(end).toISOString().slice(0, 10)}.`,
    isSoon ? advice : null,
  );
}

function appSubscribed({ check }: KnownHealth): HealthRow {
  if (!check || !('known' in check.isSubscribed)) return notKnown('app-subscribed', check?.isSubscribed);
  return check.isSubscribed.known
    ? row('app-subscribed', 'good', 'Your app gets the webhooks of the WhatsApp account.')
    : row(
        'app-subscribed',
        'bad',
        'Your app does not get the webhooks of the WhatsApp account.',
        'Connect the number again, which subscribes the app; or send POST /{waba-id}/subscribed_apps with the access token yourself.',
      );
}

function callback({ known: { check }, callbackUrl }: HealthFacts): HealthRow {
  if (!check || !('known' in check.number)) return notKnown('callback', check?.number);
  const actual = check.number.known.callbackUrl;
  if (actual === callbackUrl) return row('callback', 'good', `Meta sends webhooks to ${callbackUrl}.`);
  return row(
    'callback',
    actual === null ? 'warning' : 'bad',
    actual === null
      ? 'Meta does not say where it sends webhooks.'
      : `Meta sends webhooks to ${actual}, not to ${callbackUrl}.`,
    `Connect the number again, which sets the address; or paste ${callbackUrl} with the verify token into WhatsApp → Configuration → Callback URL at Meta.`,
  );
}

function fields({ known: { check }, number, hasAppSecret, callbackUrl }: HealthFacts): HealthRow {
  if (check && 'problem' in check.subscription && !hasAppSecret) {
    return row(
      'fields',
      'unknown',
      'Only the app secret can ask which webhook fields are subscribed.',
      'Enter the app secret in this number’s connection, then select “Run checks”.',
    );
  }
  if (!check || !('known' in check.subscription)) return notKnown('fields', check?.subscription);
  const subscribed: readonly string[] = check.subscription.known?.fields ?? [];
  const missing = (wanted: readonly string[]) => wanted.filter((field) => !subscribed.includes(field));
  const needed = missing(neededFields);
  const useful = missing([...usefulFields, ...(number.isOnPhone ? phoneAppFields : [])]);
  const advice = 'Subscribe to them at Meta: your app → WhatsApp → Configuration → Webhook fields.';
  if (needed.length > 0 || check.subscription.known?.isActive === false) {
    return row('fields', 'bad', `Without the field ${neededFields.join(', ')} no message arrives.`, advice);
  }
  const appCallback = check.subscription.known?.callbackUrl ?? null;
  if (appCallback !== null && appCallback !== callbackUrl) {
    return row(
      'fields',
      'warning',
      `Messages arrive here, but the app’s own callback is ${appCallback}. Meta sends what is about the account there: opt-outs from marketing that customers choose in WhatsApp (user_preferences), changes of templates, of quality and of the account.`,
      `Have that system pass these webhooks on to ${callbackUrl} unchanged; or make ${callbackUrl} the app’s callback in WhatsApp → Configuration at Meta.`,
    );
  }
  return useful.length > 0
    ? row(
        'fields',
        'warning',
        `Messages arrive. These webhook fields are missing: ${useful.join(', ')}.`,
        advice,
      )
    : row('fields', 'good', 'All webhook fields that are made use of are subscribed.');
}

function numberRows({ known: { check }, vitals }: HealthFacts): HealthRow[] {
  const names = [
    'registration',
    'number-status',
    'display-name',
    'quality',
    'messaging-limit',
    'throughput',
    'phone-app',
  ] as const;
  if (!check || !('known' in check.number)) return names.map((name) => notKnown(name, check?.number));
  const facts = check.number.known;
  return [
    registration(facts.platformType),
    numberStatus(facts.status),
    displayName(facts.verifiedName, facts.nameStatus),
    quality(facts.qualityRating),
    messagingLimit(facts.messagingLimitTier, vitals.writtenFirst),
    throughput(facts.throughputLevel),
    row(
      'phone-app',
      'good',
      facts.isOnPhone
        ? 'The number is also in the WhatsApp Business app: what is written there is shown here, and 20 messages a second can be sent.'
        : 'The number is not in the WhatsApp Business app.',
    ),
  ];
}

function registration(platformType: string | null): HealthRow {
  return platformType === null || platformType === 'CLOUD_API'
    ? row('registration', 'good', 'The number is registered for the Cloud API.')
    : row(
        'registration',
        'bad',
        `The number is not registered for the Cloud API (${platformType}).`,
        'Connect it again and enter its six-digit PIN, which registers it. A number that another provider has must be released there first.',
      );
}

function numberStatus(status: string | null): HealthRow {
  if (status === null || status === 'CONNECTED')
    return row('number-status', 'good', 'The number is connected at Meta.');
  return row(
    'number-status',
    isOutOfUse(status) ? 'bad' : 'warning',
    `Meta says of the number: ${status}.`,
    'Open WhatsApp Manager → Phone numbers: it says why, and what lifts it.',
  );
}

function displayName(name: string | null, status: string | null): HealthRow {
  const shown = name ?? 'without a name';
  switch (status) {
    case 'DECLINED':
    case 'EXPIRED':
      return row(
        'display-name',
        'bad',
        `The display name “${shown}” is ${status.toLowerCase()}.`,
        'Ask for another one in WhatsApp Manager → Phone numbers. Without an approved name messages may be refused (131037).',
      );
    case 'PENDING_REVIEW':
      return row(
        'display-name',
        'warning',
        `The display name “${shown}” waits for Meta’s review.`,
        'Wait; it takes up to two days. Until then customers may see the number instead.',
      );
    default:
      return row('display-name', 'good', `Customers see “${shown}”.`);
  }
}

function quality(rating: string | null): HealthRow {
  const advice =
    'Customers block or report the number. Send fewer marketing templates, and only to who asked for them.';
  switch (rating) {
    case 'RED':
      return row('quality', 'bad', 'The quality rating is low.', advice);
    case 'YELLOW':
      return row('quality', 'warning', 'The quality rating is medium.', advice);
    case 'GREEN':
      return row('quality', 'good', 'The quality rating is high.');
    default:
      return row('quality', 'good', 'There is no quality rating yet: too little was sent.');
  }
}

function messagingLimit(tier: string | null, written: number): HealthRow {
  const limit = messagingLimitOf(tier);
  const today = `${written} were written to first in the last 24 hours`;
  if (limit === null) {
    return row(
      'messaging-limit',
      'good',
      tier === 'TIER_UNLIMITED' ? `No limit; ${today}.` : `Meta does not name a limit; ${today}.`,
    );
  }
  const share = written / limit;
  return row(
    'messaging-limit',
    share >= 1 ? 'bad' : share >= 0.8 ? 'warning' : 'good',
    `${limit} customers may be written to first in 24 hours, by all numbers of the business; ${today}.`,
    share >= 0.8
      ? 'Wait before you write to more. Answers to customers do not count. The limit rises by itself with use and quality.'
      : null,
  );
}

function throughput(level: string | null): HealthRow {
  if (level === 'NOT_APPLICABLE') {
    return row(
      'throughput',
      'warning',
      'Meta gives the number no throughput: it is not registered yet.',
      'Connect it again with its six-digit PIN.',
    );
  }
  return row('throughput', 'good', level === 'HIGH' ? '1,000 messages a second.' : '80 messages a second.');
}

function accountReview({ check }: KnownHealth): HealthRow {
  if (!check || !('known' in check.account)) return notKnown('account-review', check?.account);
  const { reviewStatus } = check.account.known;
  if (reviewStatus === null || reviewStatus === 'APPROVED') {
    return row('account-review', 'good', 'The WhatsApp account is approved.');
  }
  return row(
    'account-review',
    reviewStatus === 'REJECTED' ? 'bad' : 'warning',
    `Meta’s review of the WhatsApp account: ${reviewStatus}.`,
    'Open WhatsApp Manager → Account overview: it says what is missing.',
  );
}

function queue({ vitals: { queued, queuedSince }, now }: HealthFacts): HealthRow {
  if (queued === 0 || queuedSince === null) return row('queue', 'good', 'No message waits.');
  const isLong = now - queuedSince > quiet;
  return row(
    'queue',
    isLong ? 'warning' : 'good',
    queued === 1 ? 'One message waits to be sent.' : `${queued} messages wait to be sent.`,
    isLong ? 'Open a conversation whose message waits: it says what for.' : null,
    queuedSince,
  );
}

function failures({ failures: reasons }: InboxVitals): HealthRow {
  if (reasons.length === 0) return row('failures', 'good', 'No message has failed in seven days.');
  const listed = reasons.map(({ count, code, title }) => `${count} × ${title} (${code})`).join('\n');
  return row(
    'failures',
    'warning',
    `Failed in seven days:\n${listed}`,
    'Each failed message says in its conversation what to do, and whether it can be sent again there.',
  );
}

function unparsed({ vitals, unparsed: bodies }: HealthFacts): HealthRow {
  const count = vitals.unparsed + bodies;
  return count === 0
    ? row('unparsed', 'good', 'Every webhook was understood.')
    : row(
        'unparsed',
        'warning',
        `${count} events could not be read or stored. They are kept, with their reason, under “Raw events”.`,
        'Upgrade, then replay them. If they stay, report one of them.',
      );
}

function unrouted(count: number): HealthRow {
  return count === 0
    ? row('unrouted', 'good', 'No webhook names a number that is not connected.')
    : row(
        'unrouted',
        'warning',
        `Webhooks have come for ${count === 1 ? 'a number' : `${count} numbers`} that is not connected, is switched off, or is of another app. They were not answered.`,
        'Connect the number, or end its subscription at Meta. GET /api/unrouted lists them.',
      );
}

function files(keepsMedia: boolean): HealthRow {
  return keepsMedia
    ? row('files', 'good', 'Files are kept in your bucket.')
    : row(
        'files',
        'warning',
        'Files stay with WhatsApp, which keeps them for days only.',
        'Switch R2 on in your Cloudflare account, then npm run deploy.',
      );
}
