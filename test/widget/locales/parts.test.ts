import { afterEach, describe, expect, it } from 'vitest';
import { buttonBook } from '../../../widget/locales/button/button.ts';
import { speak, speakAlso, speechFor } from '../../../widget/locales/language.ts';
import { setupBook } from '../../../widget/locales/setup/setup.ts';
import { shapeOf } from './shape.ts';

afterEach(() => speak(speechFor([])));

describe.each([setupBook, buttonBook])('the texts of the $key', ({ english, translations }) => {
  it.each(Object.entries(translations))(
    'are all there in %s, in the shape of the English ones',
    async (_, load) => {
      expect(shapeOf(await load())).toEqual(shapeOf(english));
    },
  );
});

describe('the texts of a part', () => {
  it('are in the language that is spoken when it comes, and follow it from then on', async () => {
    await speak(speechFor(['de']));
    await speakAlso(buttonBook);
    expect(buttonBook.words).toEqual(await buttonBook.translations.de());
    await speak(speechFor(['fr']));
    expect(buttonBook.words).toEqual(await buttonBook.translations.fr());
    await speak(speechFor(['en']));
    expect(buttonBook.words).toEqual(buttonBook.english);
  });

  it('are the page’s own first', async () => {
    await speak(speechFor(['de']), { setup: { title: 'Los', found: { name: 'Wie sie heißt' } } });
    await speakAlso(setupBook);
    const german = await setupBook.translations.de();
    expect(setupBook.words.title).toBe('Los');
    expect(setupBook.words.found).toEqual({ ...german.found, name: 'Wie sie heißt' });
    expect(setupBook.words.intro).toBe(german.intro);
  });
});
