/** The texts that the Worker and the console share: every language has the same values in them as the English. */
import { describe, expect, it } from 'vitest';
import { languages, translated } from '../../widget/locales/languages.ts';
import { healthBook } from '../../widget/locales/worker-texts/health.ts';
import { inputBook } from '../../widget/locales/worker-texts/inputs.ts';
import { noticeBook } from '../../widget/locales/worker-texts/notices.ts';
import { problemBook } from '../../widget/locales/worker-texts/template-problems.ts';
import { refusalBook } from '../../widget/locales/worker-texts/template-refusals.ts';
import { exportWords } from '../../worker/inbox/contacts/export/export-words.ts';
import type { Explanations } from '../../worker/whatsapp/explanation.ts';
import { faultTexts, schemaTexts } from '../../worker/whatsapp/input-texts.ts';
import { noticeTexts } from '../../worker/whatsapp/receiving/notice-texts.ts';
import { type Sentence, writeSentence } from '../../worker/whatsapp/sentences.ts';
import { problemTexts } from '../../worker/whatsapp/templates/problem-texts.ts';
import { refusalTexts } from '../../worker/whatsapp/templates/refusals.ts';
import { healthTexts } from '../../worker/workspace/numbers/health-texts.ts';

const books: [string, Explanations, typeof healthBook][] = [
  ['health', healthTexts, healthBook],
  ['Meta notices', noticeTexts, noticeBook],
  ['refused templates', refusalTexts, refusalBook],
];

describe.each(books)('the texts of %s', (_, english, book) => {
  it.each(translated)('have in %s every code, advice and value of the English, and no other', async (tag) => {
    const words = await book.translation(tag);
    expect(Object.keys(words).sort()).toEqual(Object.keys(english).sort());
    for (const [code, { summary, advice }] of Object.entries(english)) {
      const text = words[code];
      expect(valuesIn(text?.summary), code).toEqual(valuesIn(summary));
      expect(valuesIn(text?.advice), code).toEqual(valuesIn(advice));
    }
  });
});

it.each(translated)(
  'the reasons why a value is invalid have in %s the values of the English',
  async (tag) => {
    const words = await inputBook.translation(tag);
    const english: Readonly<Record<string, Sentence>> = { ...schemaTexts, ...faultTexts };
    expect(Object.keys(words).sort()).toEqual(Object.keys(english).sort());
    for (const [code, text] of Object.entries(english)) {
      expect(valuesIn(words[code]), code).toEqual(valuesIn(text));
    }
  },
);

it.each(translated)('the problems of a template have in %s the values of the English', async (tag) => {
  const words = await problemBook.translation(tag);
  const english: Readonly<Record<string, Sentence>> = problemTexts;
  expect(Object.keys(words).sort()).toEqual(Object.keys(english).sort());
  for (const [code, text] of Object.entries(english)) {
    expect(valuesIn(words[code]), code).toEqual(valuesIn(text));
  }
});

it('an export can be written in every language of the console, in the same direction', () => {
  expect(Object.entries(exportWords).map(([tag, { direction }]) => `${tag} ${direction}`)).toEqual(
    languages.map(({ tag, direction }) => `${tag} ${direction}`),
  );
  for (const { deleted, file, call } of Object.values(exportWords)) {
    expect([deleted, file, call].map(valuesIn)).toEqual([['{moment}'], ['{id}'], ['{count}']]);
  }
});

describe('a sentence', () => {
  const waiting = { one: 'One message waits.', other: '{count} messages wait.' };

  it('has the plural form that its language uses for the count', () => {
    expect(writeSentence(waiting, { count: 1 }, 'en')).toBe('One message waits.');
    expect(writeSentence(waiting, { count: 0 }, 'en')).toBe('0 messages wait.');
    expect(writeSentence(waiting, { count: 1_200 }, 'de')).toBe('1.200 messages wait.');
  });

  it('has days and numbers as its language writes them, and every other value as it is', () => {
    const text = '{day}: {rate} to {url}';
    const values = { day: '2027-10-08', rate: 1_000, url: '{rate} $& <b>' };
    expect(writeSentence(text, values, 'en')).toBe('Oct 8, 2027: 1,000 to {rate} $& <b>');
    expect(writeSentence(text, values, 'de')).toBe('08.10.2027: 1.000 to {rate} $& <b>');
  });

  it('isolates a value of either direction where it is read from right to left', () => {
    const url = 'https://a.example/';
    expect(writeSentence('إلى {url}.', { url }, 'ar')).toBe(`إلى \u2068${url}\u2069.`);
    expect(writeSentence('{rate} رسالة', { rate: 80 }, 'ar')).toMatch(/^[80٨٠]+ رسالة$/);
  });

  it('keeps a placeholder that has no value', () => {
    expect(writeSentence('{name}', {}, 'en')).toBe('{name}');
  });
});

/** The values in all plural forms: a form for one or two can leave out the count. */
function valuesIn(sentence: Sentence | undefined): string[] {
  const forms = typeof sentence === 'object' ? Object.values(sentence) : [sentence ?? ''];
  return [...new Set(forms.flatMap((form) => form.match(/\{\w+\}/g) ?? []))].sort();
}
