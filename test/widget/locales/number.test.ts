import { afterEach, expect, it } from 'vitest';
import { speak, speechFor } from '../../../widget/locales/language.ts';
import { english } from '../../../widget/locales/number/en.ts';
import { numberWords, speakOfNumber, translations } from '../../../widget/locales/number/words.ts';
import { shapeOf } from './shape.ts';

afterEach(async () => {
  await speak(speechFor([]));
  await speakOfNumber();
});

it.each(['es', 'pt-BR', 'fr', 'de', 'ar', 'hi', 'id'])(
  'speaks of a number in %s once it is asked to',
  async (tag) => {
    await speak(speechFor([tag]));
    await speakOfNumber();
    expect(numberWords.makeLink).not.toBe(english.makeLink);
    expect(numberWords.verticals.OTHER).not.toBe(english.verticals.OTHER);
    await speak(speechFor(['en']));
    await speakOfNumber();
    expect(numberWords).toEqual(english);
  },
);

it.each(Object.entries(translations))(
  'has every text of a number in %s, in the shape of the English ones',
  async (_, load) => {
    expect(shapeOf(await load())).toEqual(shapeOf(english));
  },
);
