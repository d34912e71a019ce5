import { expect, it } from 'vitest';
import { alertText, wordsIfNone } from '../../../../widget/client/browser/push-words.ts';
import { words as german } from '../../../../widget/locales/de/notices.ts';
import { explainNotice } from '../../../../worker/whatsapp/receiving/notice-texts.ts';

const notice = explainNotice('limit_lowered_to', { to: 1_000 });
const alert = { type: 'notice', at: 0, ...notice } as const;

it('a push notification about a Meta notice is in the language that the console has left on the device', () => {
  const notices = { limit_lowered_to: german.limit_lowered_to.summary };
  expect(alertText({ ...wordsIfNone, locale: 'de', notices }, alert)).toBe(
    'Das Nachrichtenlimit wurde auf 1.000 gesenkt.',
  );
});

it('a push notification about a Meta notice is in English if the device has no text for it', () => {
  expect(alertText(wordsIfNone, alert)).toBe('The messaging limit went down to 1,000.');
  expect(alertText({ ...wordsIfNone, locale: 'de', notices: {} }, alert)).toBe(notice.summary);
});
