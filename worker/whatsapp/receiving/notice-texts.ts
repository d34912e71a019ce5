/** Meta notices in English, by their code. The other languages are in `widget/locales/<tag>/health.ts`. */
import { explainWith } from '../explanation.ts';

const seeViolation =
  'Open WhatsApp Manager to see the violation and how long this lasts, and to request a review.';
const sendLess = 'Send fewer marketing templates. The limit rises again with the quality.';

export const noticeTexts = {
  quality_flagged: {
    summary: 'The number’s quality is low: customers block or report it.',
    advice:
      'Send fewer marketing templates, and only to customers who opted in. Meta checks again within seven days.',
  },
  quality_restored: { summary: 'The number’s quality is good again.' },
  quality_checked: { summary: 'Meta checked the number’s quality.' },
  quality_event: { summary: 'Meta checked the number’s quality ({event}).' },
  limit_lowered: { summary: 'The messaging limit went down.', advice: sendLess },
  limit_lowered_to: { summary: 'The messaging limit went down to {to}.', advice: sendLess },
  limit_lowered_from: { summary: 'The messaging limit went down from {from} to {to}.', advice: sendLess },
  limit_raised: { summary: 'The messaging limit went up.' },
  limit_raised_to: { summary: 'The messaging limit went up to {to}.' },
  limit_raised_from: { summary: 'The messaging limit went up from {from} to {to}.' },
  limit_removed: { summary: 'There is no messaging limit any more.' },
  limit_is: { summary: 'The messaging limit is {to}.' },
  throughput_raised: { summary: 'The number can now send {rate} messages per second.' },
  business_limits_changed: { summary: 'Meta changed the limits of the business.' },
  business_limit: { summary: 'Conversations that the business can start in 24 hours: {limit}.' },

  name_approved: { summary: 'The display name “{name}” is approved.' },
  name_rejected: {
    summary: 'The display name “{name}” was not approved: {reason}.',
    advice: 'Request another name in WhatsApp Manager that matches the name the business uses elsewhere.',
  },

  account_rejected: {
    summary: 'Meta rejected the account.',
    advice: 'Check the reason in WhatsApp Manager, and request a review there.',
  },
  account_reviewed: { summary: 'Meta has reviewed the account: {decision}.' },
  account_restored: { summary: 'The account works again.' },
  account_disabling: { summary: 'Meta is disabling the account ({state}).', advice: seeViolation },
  account_violation: { summary: 'The account violates a policy: {violation}.', advice: seeViolation },
  account_restricted: { summary: 'The account is restricted: {kinds}.', advice: seeViolation },
  account_restricted_somehow: {
    summary: 'The account is restricted. Meta does not say how.',
    advice: seeViolation,
  },
  account_deleted: {
    summary: 'The account is deleted.',
    advice: 'Nothing can be sent or received. Connect another account.',
  },
  account_offboarded: {
    summary:
      'The number has left the Cloud API: its WhatsApp Business app was moved to another phone, reinstalled or registered again.',
    advice:
      'Nothing can be sent or received here until it returns. Leave connected services on while you register on the phone; the number then returns within minutes. Otherwise connect the number again.',
  },
  account_reconnected: {
    summary: 'The number is back on the Cloud API, beside its WhatsApp Business app.',
  },
  app_removed: {
    summary: 'The app was removed from the account.',
    advice: 'Messages no longer arrive. Connect the number again, so that the app receives its webhooks.',
  },
  account_event: { summary: 'The account: {event}.' },

  template_rejected: {
    summary: 'Meta rejected the template “{name}” ({language}). It cannot be sent.',
    advice: 'Open it under Settings › Templates to see the reason, and edit it.',
  },
  template_paused: {
    summary: 'Meta paused the template “{name}” ({language}). It cannot be sent.',
    advice:
      'Customers block or report it. Send something else until Meta resumes it, or edit it under Settings › Templates.',
  },
  template_disabled: {
    summary: 'Meta disabled the template “{name}” ({language}) for good.',
    advice:
      'Customers kept blocking or reporting it. Write a new template, and delete this one under Settings › Templates.',
  },
  template_now_marketing: {
    summary:
      'Meta moves the template “{name}” ({language}) to the category Marketing. It is charged as marketing.',
    advice:
      'It no longer reaches customers who opted out of marketing. If it is not a promotion, edit it under Settings › Templates, or request a review in WhatsApp Manager.',
  },
  template_now_utility: {
    summary:
      'Meta moves the template “{name}” ({language}) to the category Utility. It is charged as utility.',
  },
  template_now_authentication: {
    summary:
      'Meta moves the template “{name}” ({language}) to the category Authentication. It is charged as authentication.',
  },
  template_moved: {
    summary:
      'Meta moves the template “{name}” ({language}) to the category {category}. It is charged as this category.',
  },

  bot_hook_failing: {
    summary: 'The bot hook “{name}” has failed three times in a row. The fallback answers.',
    advice: 'Open Settings › Automation, see why it fails under Bot hook, and test it there.',
  },
  assistant_budget_day: {
    summary: 'The assistant has used 80% of its budget for today.',
    advice: 'When it is used up, the team answers. Change it under Settings › Assistant.',
  },
  assistant_budget_month: {
    summary: 'The assistant has used 80% of its budget for this month.',
    advice: 'When it is used up, the team answers. Change it under Settings › Assistant.',
  },

  free_messages_nearly_used: {
    summary: '80% of the number’s 1,000 free service messages of this month are used.',
    advice:
      'WhatsApp charges what goes beyond. Without a payment method at Meta, it is not delivered: add one in WhatsApp Manager.',
  },

  meta_alert: { summary: '{description}', advice: 'Open WhatsApp Manager for details.' },
  meta_alert_kind: { summary: 'Meta warns: {kind}.', advice: 'Open WhatsApp Manager for details.' },
  pin_event: {
    summary: 'The number’s PIN: {event}.',
    advice: 'If no one on your team did this, review who can manage the account in Meta Business Suite.',
  },
} as const;

export type NoticeTexts = typeof noticeTexts;

export const explainNotice = explainWith(noticeTexts);
