/**
 * Meta notices about an account, a number or a template. The format of the values:
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference
 */
import type { NumberSetup } from '../numbers/number-setup.ts';
import type { Value } from './webhook-body.ts';

interface Notice {
  /** On the button that sends it. */
  label: string;
  field: string;
  value(setup: NumberSetup, phoneNumberId: string): Value;
}

const orderUpdate = {
  message_template_id: 1263837591594026,
  message_template_name: 'order_update',
  message_template_language: 'en_US',
};

export const notices = {
  quality_flagged: {
    label: 'Quality is low, with the limit',
    field: 'phone_number_quality_update',
    value: (setup) => ({
      display_phone_number: digitsOf(setup),
      event: 'FLAGGED',
      current_limit: 'TIER_2K',
      max_daily_conversations_per_business: 'TIER_2K',
    }),
  },
  // Meta removed `current_limit` in 2026, when limits moved to the business portfolio.
  quality_flagged_without_limit: {
    label: 'Quality is low, without the limit',
    field: 'phone_number_quality_update',
    value: (setup) => ({
      display_phone_number: digitsOf(setup),
      event: 'FLAGGED',
      max_daily_conversations_per_business: 'TIER_2K',
    }),
  },
  throughput_upgrade: {
    label: 'Throughput raised',
    field: 'phone_number_quality_update',
    value: (setup) => ({
      display_phone_number: digitsOf(setup),
      event: 'THROUGHPUT_UPGRADE',
      max_daily_conversations_per_business: 'TIER_UNLIMITED',
    }),
  },
  name_rejected: {
    label: 'Display name rejected',
    field: 'phone_number_name_update',
    value: (setup) => ({
      display_phone_number: digitsOf(setup),
      decision: 'REJECTED',
      requested_verified_name: `${setup.name} Worldwide`,
      rejection_reason: 'NAME_EMPLOYEE_ISSUE',
    }),
  },
  account_restricted: {
    label: 'Account restricted',
    field: 'account_update',
    value: () => ({
      event: 'ACCOUNT_RESTRICTION',
      restriction_info: [
        {
          restriction_type: 'RESTRICTED_BIZ_INITIATED_MESSAGING',
          expiration: Math.floor(Date.now() / 1000) + 7 * 24 * 60 * 60,
        },
      ],
    }),
  },
  account_violation: {
    label: 'Account breaks a policy',
    field: 'account_update',
    value: () => ({ event: 'ACCOUNT_VIOLATION', violation_info: { violation_type: 'ALCOHOL' } }),
  },
  account_disabled: {
    label: 'Account to be disabled',
    field: 'account_update',
    value: () => ({
      event: 'DISABLED_UPDATE',
      ban_info: { waba_ban_state: 'SCHEDULE_FOR_DISABLE', waba_ban_date: 'December 31, 2026' },
    }),
  },
  account_offboarded: {
    label: 'Account offboarded (ends coexistence)',
    field: 'account_update',
    value: (setup) => ({ phone_number: digitsOf(setup), event: 'ACCOUNT_OFFBOARDED' }),
  },
  account_reconnected: {
    label: 'Account reconnected',
    field: 'account_update',
    value: (setup) => ({ phone_number: digitsOf(setup), event: 'ACCOUNT_RECONNECTED' }),
  },
  account_rejected: {
    label: 'Account review failed',
    field: 'account_review_update',
    value: () => ({ decision: 'REJECTED' }),
  },
  account_approved: {
    label: 'Account review passed',
    field: 'account_review_update',
    value: () => ({ decision: 'APPROVED' }),
  },
  alert_critical: {
    label: 'Official business account refused',
    field: 'account_alerts',
    value: (_, phoneNumberId) => ({
      entity_type: 'PHONE_NUMBER',
      entity_id: phoneNumberId,
      alert_info: {
        alert_severity: 'CRITICAL',
        alert_status: 'NONE',
        alert_type: 'OBA_REJECTED',
        alert_description: 'Your request for an Official Business Account was rejected.',
      },
    }),
  },
  alert_warning: {
    label: 'Limit not raised',
    field: 'account_alerts',
    value: (setup) => ({
      entity_type: 'BUSINESS',
      entity_id: setup.wabaId,
      alert_info: {
        alert_severity: 'WARNING',
        alert_status: 'ACTIVE',
        alert_type: 'INCREASED_CAPABILITIES_ELIGIBILITY_DEFERRED',
        alert_description: 'Limits cannot be increased yet. Use the platform actively for several days.',
      },
    }),
  },
  capability: {
    label: 'Limits of the business changed',
    field: 'business_capability_update',
    value: () => ({ max_daily_conversations_per_business: 'TIER_10K', max_phone_numbers_per_business: 20 }),
  },
  pin_changed: {
    label: 'PIN changed',
    field: 'security',
    value: (setup) => ({ display_phone_number: digitsOf(setup), event: 'PIN_CHANGED' }),
  },
  template_approved: {
    label: 'Template approved',
    field: 'message_template_status_update',
    value: () => ({ event: 'APPROVED', ...orderUpdate, reason: 'NONE' }),
  },
  template_flagged: {
    label: 'Template flagged',
    field: 'message_template_status_update',
    value: () => ({ event: 'FLAGGED', ...orderUpdate, reason: 'NONE' }),
  },
  template_paused: {
    label: 'Template paused',
    field: 'message_template_status_update',
    value: () => ({
      event: 'PAUSED',
      ...orderUpdate,
      reason: 'NONE',
      other_info: {
        title: 'FIRST_PAUSE',
        description: 'Your template has been paused for 3 hours because its quality was low.',
      },
    }),
  },
  template_rejected: {
    label: 'Template rejected',
    field: 'message_template_status_update',
    value: () => ({
      event: 'REJECTED',
      ...orderUpdate,
      reason: 'INVALID_FORMAT',
      rejection_info: {
        reason: 'Variables stand next to each other.',
        recommendation: 'Put words between the variables.',
      },
    }),
  },
  template_quality: {
    label: 'Template quality falls',
    field: 'message_template_quality_update',
    value: () => ({ previous_quality_score: 'GREEN', new_quality_score: 'RED', ...orderUpdate }),
  },
  template_category: {
    label: 'Template becomes marketing',
    field: 'template_category_update',
    value: () => ({ ...orderUpdate, previous_category: 'UTILITY', new_category: 'MARKETING' }),
  },
  template_components: {
    label: 'Template text edited',
    field: 'message_template_components_update',
    value: () => ({
      ...orderUpdate,
      message_template_element: 'Hello {{1}}, your order has left the kiln and comes on {{2}}. See you soon!',
    }),
  },
} satisfies Record<string, Notice>;

export type NoticeName = keyof typeof notices;

function digitsOf({ displayPhoneNumber }: NumberSetup): string {
  return displayPhoneNumber.replace(/\D/g, '');
}
