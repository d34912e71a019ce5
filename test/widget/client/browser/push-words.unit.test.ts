import { expect, it } from 'vitest';
import { alertText, weekText, wordsIfNone } from '../../../../widget/client/browser/push-words.ts';
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

it('a push notification says that most of the free service messages are used, in the language of the console', () => {
  const code = 'free_messages_nearly_used';
  const free = { type: 'free-messages', month: '2026-12', ...explainNotice(code) } as const;
  expect(alertText(wordsIfNone, free)).toContain('80% of the number’s 1,000 free service messages');
  expect(alertText({ ...wordsIfNone, locale: 'de', notices: { [code]: german[code].summary } }, free)).toBe(
    '80 % der 1.000 kostenlosen Servicenachrichten der Nummer in diesem Monat sind verbraucht.',
  );
});

it('a push notification about a week has its figures, as they are written in the language of the console', () => {
  const week = {
    type: 'week',
    inbox: '1',
    number: 'Shop',
    received: 1_204,
    sent: 980,
    resolved: 77,
    waiting: 3,
  } as const;
  expect(weekText(wordsIfNone, week)).toBe(
    'Last week: 1,204 received, 980 sent, 77 resolved. Waiting now: 3.',
  );
  expect(weekText({ ...wordsIfNone, locale: 'de' }, week)).toContain('1.204');
});
