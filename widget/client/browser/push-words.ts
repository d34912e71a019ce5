/** The texts of push notifications, with `{…}` for values. The console page stores them in the agent's language. */
import type { NumberAlert, WebhookProblem } from '../../../worker/api/numbers/health.ts';
import type { PushMessage } from '../../../worker/api/people/push.ts';
import { type Sentence, writeSentence } from '../../../worker/whatsapp/sentences.ts';

export interface PushWords {
  locale: string;
  from: string;
  test: string;
  tokenRefused: string;
  tokenExpires: string;
  numberStatus: string;
  /** Absent in words that an earlier version left on the device. */
  endpointFailing?: string;
  botStoppedLooping?: string;
  week?: string;
  webhook: Record<WebhookProblem, string>;
  /** Meta notices by their code. Without one, the Worker's English is shown. */
  notices?: Readonly<Record<string, Sentence>>;
}

/** For a device whose page has stored none. */
export const wordsIfNone = {
  locale: 'en',
  from: 'New message from {name}',
  test: 'Notifications work on this device.',
  tokenRefused: 'WhatsApp refuses the access token.',
  tokenExpires: 'The access token ends {moment}.',
  numberStatus: 'Meta says of the number: {status}.',
  endpointFailing: 'The webhook “{name}” has received nothing since {moment}.',
  botStoppedLooping:
    'The bot “{name}” was stopped in a conversation. It sent more than 20 messages in a minute.',
  week: 'Last week: {received} received, {sent} sent, {resolved} resolved. Waiting now: {waiting}.',
  webhook: {
    'not-subscribed': 'Messages do not arrive: the app is not subscribed.',
    'no-field': 'Messages do not arrive: the field is not subscribed.',
    elsewhere: 'Messages do not arrive: Meta sends them elsewhere.',
    silent: 'Nothing comes from Meta any more.',
  },
} satisfies PushWords;

export function alertText(words: PushWords, alert: NumberAlert): string {
  switch (alert.type) {
    case 'token-refused':
      return words.tokenRefused;
    case 'token-expires':
      return words.tokenExpires.replace('{moment}', () => momentIn(words.locale, alert.at));
    case 'webhook':
      return words.webhook[alert.problem];
    case 'number-status':
      return words.numberStatus.replace('{status}', () => alert.status);
    case 'endpoint':
      return (words.endpointFailing ?? wordsIfNone.endpointFailing)
        .replace('{name}', () => alert.name)
        .replace('{moment}', () => momentIn(words.locale, alert.since));
    case 'bot-loop':
      return (words.botStoppedLooping ?? wordsIfNone.botStoppedLooping)
        .replace('{name}', () => alert.name)
        .replace('{moment}', () => momentIn(words.locale, alert.at));
    case 'notice':
    case 'bot-hook':
    case 'assistant-budget':
    case 'free-messages':
    case 'template':
      return noticeText(words, alert);
  }
}

/** What a week was like, in one sentence. */
export function weekText(words: PushWords, week: Extract<PushMessage, { type: 'week' }>): string {
  const { format } = new Intl.NumberFormat(words.locale);
  return (words.week ?? wordsIfNone.week)
    .replace('{received}', () => format(week.received))
    .replace('{sent}', () => format(week.sent))
    .replace('{resolved}', () => format(week.resolved))
    .replace('{waiting}', () => format(week.waiting));
}

function noticeText(
  { notices = {}, locale }: PushWords,
  {
    code,
    params,
    summary,
  }: Extract<
    NumberAlert,
    { type: 'notice' | 'bot-hook' | 'assistant-budget' | 'free-messages' | 'template' }
  >,
): string {
  const text = notices[code];
  return text === undefined ? summary : writeSentence(text, params, locale);
}

function momentIn(locale: string, at: number): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(at);
}
