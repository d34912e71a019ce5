/** The health page's rows: each says how it is and, when it is not good, what to do. No secret is ever named by its value. */
import {
  archiveFromBytes,
  type HealthRow,
  type HealthRowName,
  type InboxVitals,
  type RefusedWebhook,
} from '../../api/numbers/health.ts';
import type { InboxSummary } from '../../api/numbers/numbers.ts';
import {
  isOutOfUse,
  messagingLimitOf,
  neededFields,
  phoneAppFields,
  usefulFields,
} from '../../whatsapp/account/number.ts';
import type { Explained } from '../../whatsapp/explanation.ts';
import { currentGraphVersion, endOfGraphVersion } from '../../whatsapp/graph/graph-version.ts';
import type { KnownHealth } from './health-state.ts';
import { explainHealth as explain } from './health-texts.ts';
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
    database(facts.vitals.database),
    archive(facts),
  ];
}

function row(
  name: HealthRowName,
  state: HealthRow['state'],
  explained: Explained,
  at: number | null = null,
): HealthRow {
  return { name, state, ...explained, at };
}

/** A row that Meta has not answered: not requested yet, or with the reason. */
function notKnown(name: HealthRowName, asked: Asked<unknown> | undefined): HealthRow {
  const problem = asked && 'problem' in asked ? asked.problem : null;
  return row(
    name,
    'unknown',
    problem === null ? explain('not_checked') : explain('check_failed', { problem }),
  );
}

function lastEvent({ vitals: { lastEventAt }, callbackUrl }: HealthFacts): HealthRow {
  return lastEventAt === null
    ? row('last-event', 'warning', explain('webhooks_never', { path: new URL(callbackUrl).pathname }))
    : row('last-event', 'good', explain('webhooks_received'), lastEventAt);
}

function signature({ refused, vitals, hasAppSecret }: HealthFacts): HealthRow {
  if (!hasAppSecret) return row('signature', 'bad', explain('app_secret_missing'));
  if (refused === null) return row('signature', 'good', explain('signatures_valid'));
  if (!refused.isSigned) return row('signature', 'good', explain('signature_missing'), refused.at);
  const tried = refused.tried.length > 0 ? refused.tried.join(', ') : '–';
  const isOver = vitals.lastEventAt !== null && vitals.lastEventAt > refused.at;
  return isOver
    ? row('signature', 'warning', explain('signature_wrong_earlier', { tried }), refused.at)
    : row('signature', 'bad', explain('signature_wrong', { tried }), refused.at);
}

function selfTest({ isStored, problem }: NonNullable<HealthFacts['selfTest']>): HealthRow {
  if (isStored) return row('self-test', 'good', explain('self_test_passed'));
  return row(
    'self-test',
    'bad',
    problem === null ? explain('self_test_lost') : explain('self_test_failed', { problem }),
  );
}

function token({ known: { check, tokenRefusedAt }, now }: HealthFacts): HealthRow {
  if (tokenRefusedAt !== null) return row('token', 'bad', explain('token_rejected'), tokenRefusedAt);
  if (!check || !('known' in check.token)) return notKnown('token', check?.token);
  const { expiresAt, scopes } = check.token.known;
  const lacks = (scope: string) => scopes.length > 0 && !scopes.includes(scope);
  if (lacks('whatsapp_business_messaging')) return row('token', 'bad', explain('token_cannot_send'));
  if (lacks('whatsapp_business_management')) return row('token', 'bad', explain('token_cannot_manage'));
  if (expiresAt === null) return row('token', 'good', explain('token_valid'));
  return expiresAt - now < 14 * 24 * 60 * 60_000
    ? row('token', 'warning', explain('token_expires_soon'), expiresAt)
    : row('token', 'good', explain('token_expires'), expiresAt);
}

/** A year is enough to plan for it. */
const graphVersionNotice = 365 * 24 * 60 * 60_000;

function graphVersion({ graphVersion: version, now }: HealthFacts): HealthRow {
  const end = endOfGraphVersion(version);
  if (end === null) return row('graph-version', 'good', explain('graph_version_current', { version }));
  const current = currentGraphVersion;
  if (end <= now) {
    return row('graph-version', 'bad', explain('graph_version_ended', { version, current }), end);
  }
  const day = new Date(end).toISOString().slice(0, 10);
  return end - now <= graphVersionNotice
    ? row('graph-version', 'warning', explain('graph_version_ends_soon', { version, day, current }))
    : row('graph-version', 'good', explain('graph_version_until', { version, day }));
}

function appSubscribed({ check }: KnownHealth): HealthRow {
  if (!check || !('known' in check.isSubscribed)) return notKnown('app-subscribed', check?.isSubscribed);
  return check.isSubscribed.known
    ? row('app-subscribed', 'good', explain('app_subscribed'))
    : row('app-subscribed', 'bad', explain('app_not_subscribed'));
}

function callback({ known: { check }, callbackUrl: url }: HealthFacts): HealthRow {
  if (!check || !('known' in check.number)) return notKnown('callback', check?.number);
  const actual = check.number.known.callbackUrl;
  if (actual === url) return row('callback', 'good', explain('callback_correct', { url }));
  return actual === null
    ? row('callback', 'warning', explain('callback_unknown', { url }))
    : row('callback', 'bad', explain('callback_elsewhere', { actual, url }));
}

function fields({ known: { check }, number, hasAppSecret, callbackUrl }: HealthFacts): HealthRow {
  if (check && 'problem' in check.subscription && !hasAppSecret) {
    return row('fields', 'unknown', explain('fields_unknown'));
  }
  if (!check || !('known' in check.subscription)) return notKnown('fields', check?.subscription);
  const subscription = check.subscription.known;
  const subscribed: readonly string[] = subscription?.fields ?? [];
  const missing = (wanted: readonly string[]) => wanted.filter((field) => !subscribed.includes(field));
  if (missing(neededFields).length > 0 || subscription?.isActive === false) {
    return row('fields', 'bad', explain('fields_required_missing', { fields: neededFields.join(', ') }));
  }
  const actual = subscription?.callbackUrl ?? null;
  if (actual !== null && actual !== callbackUrl) {
    return row('fields', 'warning', explain('fields_elsewhere', { actual, url: callbackUrl }));
  }
  const useful = missing([...usefulFields, ...(number.isOnPhone ? phoneAppFields : [])]);
  return useful.length > 0
    ? row('fields', 'warning', explain('fields_useful_missing', { fields: useful.join(', ') }))
    : row('fields', 'good', explain('fields_subscribed'));
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
    row('phone-app', 'good', explain(facts.isOnPhone ? 'phone_app_used' : 'phone_app_unused')),
  ];
}

function registration(platform: string | null): HealthRow {
  return platform === null || platform === 'CLOUD_API'
    ? row('registration', 'good', explain('number_registered'))
    : row('registration', 'bad', explain('number_not_registered', { platform }));
}

function numberStatus(status: string | null): HealthRow {
  if (status === null || status === 'CONNECTED') {
    return row('number-status', 'good', explain('number_connected'));
  }
  return row('number-status', isOutOfUse(status) ? 'bad' : 'warning', explain('number_status', { status }));
}

function displayName(shown: string | null, status: string | null): HealthRow {
  const name = shown ?? '–';
  switch (status) {
    case 'DECLINED':
      return row('display-name', 'bad', explain('name_declined', { name }));
    case 'EXPIRED':
      return row('display-name', 'bad', explain('name_expired', { name }));
    case 'PENDING_REVIEW':
      return row('display-name', 'warning', explain('name_in_review', { name }));
    default:
      return row(
        'display-name',
        'good',
        shown === null ? explain('name_missing') : explain('name_shown', { name }),
      );
  }
}

function quality(rating: string | null): HealthRow {
  switch (rating) {
    case 'RED':
      return row('quality', 'bad', explain('quality_low'));
    case 'YELLOW':
      return row('quality', 'warning', explain('quality_medium'));
    case 'GREEN':
      return row('quality', 'good', explain('quality_high'));
    default:
      return row('quality', 'good', explain('quality_none'));
  }
}

function messagingLimit(tier: string | null, count: number): HealthRow {
  const limit = messagingLimitOf(tier);
  if (limit === null) {
    const code = tier === 'TIER_UNLIMITED' ? 'limit_none' : 'limit_unknown';
    return row('messaging-limit', 'good', explain(code, { count }));
  }
  const share = count / limit;
  return share < 0.8
    ? row('messaging-limit', 'good', explain('limit_open', { limit, count }))
    : row('messaging-limit', share < 1 ? 'warning' : 'bad', explain('limit_near', { limit, count }));
}

function throughput(level: string | null): HealthRow {
  return level === 'NOT_APPLICABLE'
    ? row('throughput', 'warning', explain('throughput_none'))
    : row('throughput', 'good', explain('throughput', { rate: level === 'HIGH' ? 1_000 : 80 }));
}

function accountReview({ check }: KnownHealth): HealthRow {
  if (!check || !('known' in check.account)) return notKnown('account-review', check?.account);
  const status = check.account.known.reviewStatus;
  if (status === null || status === 'APPROVED') {
    return row('account-review', 'good', explain('account_approved'));
  }
  return row(
    'account-review',
    status === 'REJECTED' ? 'bad' : 'warning',
    explain('account_not_approved', { status }),
  );
}

function queue({ vitals: { queued: count, queuedSince }, now }: HealthFacts): HealthRow {
  if (count === 0 || queuedSince === null) return row('queue', 'good', explain('queue_empty'));
  return now - queuedSince > quiet
    ? row('queue', 'warning', explain('queue_long', { count }), queuedSince)
    : row('queue', 'good', explain('queue_short', { count }), queuedSince);
}

function failures({ failures: errors }: InboxVitals): HealthRow {
  if (errors.length === 0) return row('failures', 'good', explain('failures_none'));
  const reasons = errors.map(({ count, code, title }) => `${count} × ${title} (${code})`).join('\n');
  return { ...row('failures', 'warning', explain('failures', { reasons })), errors };
}

function unparsed({ vitals, unparsed: bodies }: HealthFacts): HealthRow {
  const count = vitals.unparsed + bodies;
  return count === 0
    ? row('unparsed', 'good', explain('events_read'))
    : row('unparsed', 'warning', explain('events_unread', { count }));
}

function unrouted(count: number): HealthRow {
  return count === 0
    ? row('unrouted', 'good', explain('unrouted_none'))
    : row('unrouted', 'warning', explain('unrouted', { count }));
}

function files(keepsMedia: boolean): HealthRow {
  return keepsMedia
    ? row('files', 'good', explain('files_stored'))
    : row('files', 'warning', explain('files_not_stored'));
}

/** A Durable Object stores at most 10 GB, and an account on the free plan 5 GB in all of them. */
const gigabyte = 1_000 ** 3;
const maxGigabytes = 10;
const freePlanMatters = 2.5;
const daysInMonth = 30;

function database({ bytes, bytesPerDay }: InboxVitals['database']): HealthRow {
  const gigabytes = Math.round((bytes / gigabyte) * 100) / 100;
  const left = maxGigabytes * gigabyte - bytes;
  const count =
    bytesPerDay === null || bytesPerDay <= 0 ? null : Math.floor(left / bytesPerDay / daysInMonth);
  if (gigabytes > 9) return row('database', 'bad', explain('database_almost_full', { gigabytes }));
  if (count !== null && count < 6) {
    const state = count < 1 ? 'bad' : 'warning';
    return row('database', state, explain('database_filling', { gigabytes, count: Math.max(1, count) }));
  }
  if (gigabytes > 7) return row('database', 'warning', explain('database_almost_full', { gigabytes }));
  if (gigabytes > freePlanMatters) return row('database', 'good', explain('database_large', { gigabytes }));
  return count === null || count > 120
    ? row('database', 'good', explain('database_small', { gigabytes }))
    : row('database', 'good', explain('database_growing', { gigabytes, count }));
}

/** Where the content of old messages is. */
function archive({ vitals, keepsMedia }: HealthFacts): HealthRow {
  const { messages, lost } = vitals.archive;
  if (lost > 0) return row('archive', 'bad', explain('archive_lost', { count: lost }));
  if (messages > 0) return row('archive', 'good', explain('archive_used', { count: messages }));
  if (keepsMedia) return row('archive', 'good', explain('archive_waits'));
  return vitals.database.bytes > archiveFromBytes
    ? row('archive', 'warning', explain('archive_wanted'))
    : row('archive', 'good', explain('archive_without_bucket'));
}
