import { afterEach, expect, it } from 'vitest';
import { english } from '../../../widget/locales/en/number.ts';
import { translated } from '../../../widget/locales/languages.ts';
import { numberBook, numberWords } from '../../../widget/locales/number.ts';
import { speak, speakAlso, speechFor } from '../../../widget/locales/speak.ts';
import { shapeOf } from './shape.ts';

afterEach(async () => {
  await speak(speechFor([]));
  await speakAlso(numberBook);
});

it.each(translated)('the texts about a number are in %s after the language is set', async (tag) => {
  await speak(speechFor([tag]));
  await speakAlso(numberBook);
  expect(numberWords.createLink).not.toBe(english.createLink);
  expect(numberWords.verticals.OTHER).not.toBe(english.verticals.OTHER);
  await speak(speechFor(['en']));
  await speakAlso(numberBook);
  expect(numberWords).toEqual(english);
});

it.each(translated)(
  'the texts about a number are complete in %s, with the same structure as in English',
  async (language) => {
    expect(shapeOf(await numberBook.translation(language))).toEqual(shapeOf(english));
  },
);
