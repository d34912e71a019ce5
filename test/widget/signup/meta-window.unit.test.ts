import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMeta, sessionInfoIn } from '../../../widget/signup/meta-window.ts';

const metaSdk = 'https://connect.facebook.net/en_US/sdk.js';

describe('a message of Meta’s window', () => {
  it('is accepted only from Meta’s pages', () => {
    for (const origin of ['https://www.facebook.com', 'https://web.facebook.com', 'https://facebook.com']) {
      expect(isMeta(origin, metaSdk)).toBe(true);
    }
    const others = [
      'http://www.facebook.com',
      'https://www.facebook.com.evil.example',
      'https://evilfacebook.com',
      'https://www.facebook.com:8443',
      'null',
      '',
    ];
    for (const origin of others) expect(isMeta(origin, metaSdk)).toBe(false);
  });

  it('is accepted only from the origin of another script, if one is configured', () => {
    expect(isMeta('http://localhost:8788', 'http://localhost:8788/sdk.js')).toBe(true);
    expect(isMeta('https://www.facebook.com', 'http://localhost:8788/sdk.js')).toBe(false);
  });

  it('contains number and account, or only the account for a number in the phone app', () => {
    const finish = {
      type: 'WA_EMBEDDED_SIGNUP',
      event: 'FINISH',
      data: { phone_number_id: '1', waba_id: '2' },
    };
    expect(sessionInfoIn(JSON.stringify(finish))).toEqual({
      type: 'finished',
      phoneNumberId: '1',
      wabaId: '2',
      isOnPhone: false,
    });
    const event = 'FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING';
    expect(sessionInfoIn({ ...finish, event, data: { waba_id: '2' } })).toEqual({
      type: 'finished',
      phoneNumberId: null,
      wabaId: '2',
      isOnPhone: true,
    });
  });

  it('contains the screen where the person left', () => {
    const cancel = { type: 'WA_EMBEDDED_SIGNUP', event: 'CANCEL', data: { current_step: 'BUSINESS' } };
    expect(sessionInfoIn(cancel)).toEqual({ type: 'left', step: 'BUSINESS' });
  });

  it('is ignored in any other form, without an error', () => {
    fc.assert(fc.property(fc.anything(), (data) => sessionInfoIn(data) === null));
    fc.assert(fc.property(fc.string(), (data) => sessionInfoIn(data) === null));
  });
});
