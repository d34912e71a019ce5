/**
 * Puts Meta's account-level webhooks into sentences. Source:
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference.
 */
import * as v from 'valibot';

export interface AccountNotice {
  summary: string;
  /** What to do; null when nothing needs to be done. */
  advice: string | null;
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
          ? bad(
              'Meta rejected the account.',
              'Check the reason in WhatsApp Manager, and request a review there.',
            )
          : fine(`Meta has reviewed the account: ${words(decision)}.`),
      );
    case 'account_alerts':
      return readAs(alert, value, ({ alert_severity, alert_type, alert_description }) => ({
        summary: alert_description ?? `Meta warns: ${words(alert_type)}.`,
        advice: 'Open WhatsApp Manager for details.',
        matters: alert_severity === 'CRITICAL',
      }));
    case 'business_capability_update':
      return readAs(capability, value, (limits) => {
        const daily = limits.max_daily_conversations_per_business ?? limits.max_daily_conversation_per_phone;
        return fine(
          daily === null
            ? 'Meta changed the limits of the business.'
            : `Conversations that the business can start in 24 hours: ${words(String(daily))}.`,
        );
      });
    case 'security':
      return readAs(security, value, ({ event }) => ({
        summary: `The number’s PIN: ${words(event)}.`,
        advice: 'If no one on your team did this, review who can manage the account in Meta Business Suite.',
        matters: true,
      }));
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
  const from = value.old_limit === null ? '' : ` from ${words(String(value.old_limit))}`;
  const to = current === null ? '' : ` to ${words(String(current))}`;
  switch (value.event) {
    case 'FLAGGED':
      return bad(
        'The number’s quality is low: customers block or report it.',
        'Send fewer marketing templates, and only to customers who opted in. Meta checks again within seven days.',
      );
    case 'DOWNGRADE':
      return bad(
        `The messaging limit went down${from}${to}.`,
        'Send fewer marketing templates. The limit rises again with the quality.',
      );
    case 'UNFLAGGED':
      return fine('The number’s quality is good again.');
    case 'UPGRADE':
      return fine(`The messaging limit went up${from}${to}.`);
    case 'THROUGHPUT_UPGRADE':
      return fine('The number can now send 1,000 messages per second.');
    default: {
      const event = value.event === null ? '' : ` (${words(value.event)})`;
      return fine(
        current === null
          ? `Meta checked the number’s quality${event}.`
          : `The messaging limit is ${words(String(current))}${event}.`,
      );
    }
  }
}

function nameNotice(value: v.InferOutput<typeof name>): AccountNotice {
  const requested = value.requested_verified_name ?? '';
  if (value.decision === 'APPROVED') return fine(`The display name “${requested}” is approved.`);
  return bad(
    `The display name “${requested}” was not approved: ${words(value.rejection_reason ?? value.decision)}.`,
    'Request another name in WhatsApp Manager that matches the name the business uses elsewhere.',
  );
}

function accountNotice(value: v.InferOutput<typeof account>): AccountNotice {
  const advice =
    'Open WhatsApp Manager to see the violation and how long this lasts, and to request a review.';
  switch (value.event) {
    case 'DISABLED_UPDATE':
      return value.ban_info.waba_ban_state === 'REINSTATE'
        ? fine('The account works again.')
        : bad(`Meta is disabling the account (${words(value.ban_info.waba_ban_state)}).`, advice);
    case 'ACCOUNT_VIOLATION':
      return bad(`The account violates a policy: ${words(value.violation_info.violation_type)}.`, advice);
    case 'ACCOUNT_RESTRICTION': {
      const kinds = value.restriction_info.map((one) => words(one.restriction_type)).join(', ');
      return bad(`The account is restricted: ${kinds || 'Meta does not say how'}.`, advice);
    }
    case 'ACCOUNT_DELETED':
      return bad('The account is deleted.', 'Nothing can be sent or received. Connect another account.');
    case 'ACCOUNT_OFFBOARDED':
      return bad(
        'The number has left the Cloud API: its WhatsApp Business app was moved to another phone, reinstalled or registered again.',
        'Nothing can be sent or received here until it returns. Leave connected services on while you register on the phone; the number then returns within minutes. Otherwise connect the number again.',
      );
    case 'ACCOUNT_RECONNECTED':
      return fine('The number is back on the Cloud API, beside its WhatsApp Business app.');
    case 'PARTNER_APP_UNINSTALLED':
    case 'PARTNER_REMOVED':
      return bad(
        'The app was removed from the account.',
        'Messages no longer arrive. Connect the number again, so that the app receives its webhooks.',
      );
    default:
      return fine(`The account: ${words(value.event)}.`);
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

const fine = (summary: string): AccountNotice => ({ summary, advice: null, matters: false });
const bad = (summary: string, advice: string): AccountNotice => ({ summary, advice, matters: true });

/** Turns Meta's constants into words. */
function words(constant: string | null): string {
  return (constant ?? 'unknown')
    .replace(/^TIER_/, '')
    .replaceAll('_', ' ')
    .toLowerCase();
}
