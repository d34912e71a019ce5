/**
 * Puts Meta's account-level webhooks into sentences. Source:
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference.
 */
import * as v from 'valibot';
import { messagingLimitOf } from '../account/number.ts';
import type { Explained } from '../explanation.ts';
import { explainNotice as explain } from './notice-texts.ts';

export interface AccountNotice extends Explained {
  /** Whether an admin needs to see it at once. */
  matters: boolean;
}

const word = v.fallback(v.nullable(v.string()), null);
const count = v.fallback(v.nullable(v.number()), null);

const limit = v.fallback(v.nullable(v.union([v.string(), v.number()])), null);
/** `current_limit` and `old_limit` were replaced by `max_daily_conversations_per_business` in 2026. */
const quality = v.object({
  event: word,
  current_limit: limit,
  old_limit: limit,
  max_daily_conversations_per_business: limit,
});
const name = v.object({ decision: word, requested_verified_name: word, rejection_reason: word });
const account = v.object({
  event: word,
  ban_info: v.fallback(v.object({ waba_ban_state: word }), { waba_ban_state: null }),
  violation_info: v.fallback(v.object({ violation_type: word }), { violation_type: null }),
  restriction_info: v.fallback(v.array(v.object({ restriction_type: word })), []),
});
const review = v.object({ decision: word });
/**
 * The content of an alert is in `alert_info` or next to it. Source:
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/account_alerts
 */
const alertInfo = v.object({ alert_severity: word, alert_type: word, alert_description: word });
const alert = v.union([
  v.pipe(
    v.object({ alert_info: alertInfo }),
    v.transform(({ alert_info }) => alert_info),
  ),
  alertInfo,
]);
const capability = v.object({
  max_daily_conversation_per_phone: count,
  max_daily_conversations_per_business: limit,
  max_phone_numbers_per_business: count,
});
const security = v.object({ event: word });

/** Null when the field is not about an account, or has an unknown format. */
export function readAccountNotice(field: string, raw: string): AccountNotice | null {
  const value: unknown = JSON.parse(raw);
  switch (field) {
    case 'phone_number_quality_update':
      return readAs(quality, value, qualityNotice);
    case 'phone_number_name_update':
      return readAs(name, value, nameNotice);
    case 'account_update':
      return readAs(account, value, accountNotice);
    case 'account_review_update':
      return readAs(review, value, ({ decision }) =>
        decision === 'REJECTED'
          ? bad(explain('account_rejected'))
          : fine(explain('account_reviewed', { decision: words(decision) })),
      );
    case 'account_alerts':
      return readAs(alert, value, ({ alert_severity, alert_type, alert_description: description }) => ({
        ...(description === null
          ? explain('meta_alert_kind', { kind: words(alert_type) })
          : explain('meta_alert', { description })),
        matters: alert_severity === 'CRITICAL',
      }));
    case 'business_capability_update':
      return readAs(capability, value, (limits) => {
        const daily = limits.max_daily_conversations_per_business ?? limits.max_daily_conversation_per_phone;
        return fine(
          daily === null
            ? explain('business_limits_changed')
            : explain('business_limit', { limit: limitIn(daily) }),
        );
      });
    case 'security':
      return readAs(security, value, ({ event }) => bad(explain('pin_event', { event: words(event) })));
    default:
      return null;
  }
}

/** The number that the notice is about, in digits; null when it is about the whole account. */
export function numberNamedIn(raw: string): string | null {
  const value: unknown = JSON.parse(raw);
  const named = v.is(v.object({ display_phone_number: v.string() }), value)
    ? value.display_phone_number
    : null;
  return named?.replace(/\D/g, '') ?? null;
}

function qualityNotice(value: v.InferOutput<typeof quality>): AccountNotice {
  const current = value.current_limit ?? value.max_daily_conversations_per_business;
  const from = value.old_limit === null ? null : limitIn(value.old_limit);
  const to = current === null ? null : limitIn(current);
  switch (value.event) {
    case 'FLAGGED':
      return bad(explain('quality_flagged'));
    case 'DOWNGRADE':
      if (to === null) return bad(explain('limit_lowered'));
      return bad(
        from === null ? explain('limit_lowered_to', { to }) : explain('limit_lowered_from', { from, to }),
      );
    case 'UNFLAGGED':
      return fine(explain('quality_restored'));
    case 'UPGRADE':
      if (to === null) return fine(explain('limit_raised'));
      if (to === unlimited) return fine(explain('limit_removed'));
      return fine(
        from === null ? explain('limit_raised_to', { to }) : explain('limit_raised_from', { from, to }),
      );
    case 'THROUGHPUT_UPGRADE':
      return fine(explain('throughput_raised', { rate: 1_000 }));
    default:
      if (to !== null) return fine(explain('limit_is', { to }));
      return fine(
        value.event === null
          ? explain('quality_checked')
          : explain('quality_event', { event: words(value.event) }),
      );
  }
}

function nameNotice(value: v.InferOutput<typeof name>): AccountNotice {
  const requested = value.requested_verified_name ?? '';
  if (value.decision === 'APPROVED') return fine(explain('name_approved', { name: requested }));
  const reason = words(value.rejection_reason ?? value.decision);
  return bad(explain('name_rejected', { name: requested, reason }));
}

function accountNotice(value: v.InferOutput<typeof account>): AccountNotice {
  switch (value.event) {
    case 'DISABLED_UPDATE':
      return value.ban_info.waba_ban_state === 'REINSTATE'
        ? fine(explain('account_restored'))
        : bad(explain('account_disabling', { state: words(value.ban_info.waba_ban_state) }));
    case 'ACCOUNT_VIOLATION':
      return bad(explain('account_violation', { violation: words(value.violation_info.violation_type) }));
    case 'ACCOUNT_RESTRICTION': {
      const kinds = value.restriction_info.map((one) => words(one.restriction_type)).join(', ');
      return bad(kinds ? explain('account_restricted', { kinds }) : explain('account_restricted_somehow'));
    }
    case 'ACCOUNT_DELETED':
      return bad(explain('account_deleted'));
    case 'ACCOUNT_OFFBOARDED':
      return bad(explain('account_offboarded'));
    case 'ACCOUNT_RECONNECTED':
      return fine(explain('account_reconnected'));
    case 'PARTNER_APP_UNINSTALLED':
    case 'PARTNER_REMOVED':
      return bad(explain('app_removed'));
    default:
      return fine(explain('account_event', { event: words(value.event) }));
  }
}

function readAs<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
  describe: (read: v.InferOutput<Schema>) => AccountNotice,
): AccountNotice | null {
  const read = v.safeParse(schema, value);
  return read.success ? describe(read.output) : null;
}

const fine = (explained: Explained): AccountNotice => ({ ...explained, matters: false });
const bad = (explained: Explained): AccountNotice => ({ ...explained, matters: true });

const unlimited = '∞';

/** A tier, or the number itself. */
function limitIn(value: string | number): string | number {
  if (typeof value === 'number') return value;
  if (value === 'TIER_UNLIMITED') return unlimited;
  return messagingLimitOf(value) ?? (/^\d+$/.test(value) ? Number(value) : words(value));
}

/** Turns Meta's constants into words. */
function words(constant: string | null): string {
  return (constant ?? 'unknown')
    .replace(/^TIER_/, '')
    .replaceAll('_', ' ')
    .toLowerCase();
}
