import { describe, expect, it } from 'vitest';
import { numberNamedIn, readAccountNotice } from '../../../../worker/whatsapp/receiving/account-notices.ts';

const read = (field: string, value: object) => readAccountNotice(field, JSON.stringify(value));

describe('Meta’s notices about an account', () => {
  it.each([
    ['phone_number_quality_update', { event: 'FLAGGED', current_limit: 'TIER_1K' }, 'quality is low'],
    [
      'phone_number_quality_update',
      { event: 'DOWNGRADE', old_limit: 'TIER_10K', current_limit: 'TIER_1K' },
      'from 10,000 to 1,000',
    ],
    [
      'phone_number_quality_update',
      { event: 'DOWNGRADE', max_daily_conversations_per_business: 'TIER_2K' },
      'went down to 2,000.',
    ],
    ['phone_number_quality_update', { event: 'DOWNGRADE' }, 'The messaging limit went down.'],
    ['account_update', { event: 'ACCOUNT_OFFBOARDED' }, 'has left the Cloud API'],
    ['account_update', { event: 'PARTNER_APP_UNINSTALLED' }, 'removed from the account'],
    [
      'phone_number_name_update',
      { decision: 'REJECTED', requested_verified_name: 'Best' },
      '“Best” was not approved',
    ],
    [
      'account_update',
      { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'SCHEDULE_FOR_DISABLE' } },
      'schedule for disable',
    ],
    [
      'account_update',
      {
        event: 'ACCOUNT_RESTRICTION',
        restriction_info: [{ restriction_type: 'RESTRICTED_ADD_PHONE_NUMBER_ACTION' }],
      },
      'restricted add phone',
    ],
    ['account_review_update', { decision: 'REJECTED' }, 'rejected the account'],
    ['account_alerts', { alert_severity: 'CRITICAL', alert_description: 'Pay up.' }, 'Pay up.'],
    [
      'account_alerts',
      { entity_id: '1', alert_info: { alert_severity: 'CRITICAL', alert_description: 'Verify first.' } },
      'Verify first.',
    ],
    ['security', { event: 'PIN_CHANGED' }, 'pin changed'],
  ])('%s is an alert and says what to do', (field, value, summary) => {
    const notice = read(field, value);
    expect(notice?.summary.toLowerCase()).toContain(summary.toLowerCase());
    expect(notice?.summary).not.toContain('unknown');
    expect(notice?.matters).toBe(true);
    expect(notice?.advice).toMatch(/^\p{Lu}[^\n]{10,}\.$/u);
  });

  it.each([
    ['phone_number_quality_update', { event: 'UPGRADE', current_limit: 'TIER_10K' }],
    ['phone_number_quality_update', { event: 'UPGRADE', max_daily_conversations_per_business: 2_000 }],
    ['phone_number_quality_update', { event: 'ONBOARDING' }],
    ['phone_number_quality_update', {}],
    ['business_capability_update', { max_phone_numbers_per_business: 20 }],
    ['account_update', { event: 'ACCOUNT_RECONNECTED' }],
    ['account_update', { event: 'VERIFIED_ACCOUNT' }],
    ['account_update', { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'REINSTATE' } }],
    ['business_capability_update', { max_daily_conversations_per_business: 'TIER_2K' }],
    ['phone_number_name_update', { decision: 'APPROVED', requested_verified_name: 'Lumen & Clay' }],
  ])('%s is a line in the timeline and no alert', (field, value) => {
    expect(read(field, value)).toMatchObject({ matters: false, advice: null });
    expect(read(field, value)?.summary).not.toContain('unknown');
  });

  it('a notice about something else, or in an unknown form, is ignored', () => {
    expect(read('message_template_status_update', { event: 'APPROVED' })).toBeNull();
    expect(readAccountNotice('account_update', '"text"')).toBeNull();
  });

  it('a notice names the number that it is about', () => {
    expect(numberNamedIn('{"display_phone_number":"+1 555-078-3881"}')).toBe('15550783881');
    expect(numberNamedIn('{}')).toBeNull();
  });
});
