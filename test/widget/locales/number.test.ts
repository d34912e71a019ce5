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

it.each(translated)('speaks of a number in %s once it is asked to', async (tag) => {
  await speak(speechFor([tag]));
  await speakAlso(numberBook);
  expect(numberWords.makeLink).not.toBe(english.makeLink);
  expect(numberWords.verticals.OTHER).not.toBe(english.verticals.OTHER);
  await speak(speechFor(['en']));
  await speakAlso(numberBook);
  expect(numberWords).toEqual(english);
});

it.each(translated)(
  'has every text of a number in %s, in the shape of the English ones',
  async (language) => {
    expect(shapeOf(await numberBook.translation(language))).toEqual(shapeOf(english));
  },
);
