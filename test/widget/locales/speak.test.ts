import { afterEach, describe, expect, it } from 'vitest';
import { appWords } from '../../../widget/locales/app.ts';
import { english } from '../../../widget/locales/en/console.ts';
import { translated } from '../../../widget/locales/languages.ts';
import { languagesAt, speak, speech, speechFor, translation } from '../../../widget/locales/speak.ts';
import { strings } from '../../../widget/locales/strings.ts';
import { shapeOf } from './shape.ts';

afterEach(() => speak(speechFor([])));

describe('the language', () => {
  it('is the first of those asked for that we speak, in whichever country', () => {
    expect(speechFor(['nl', 'de-AT', 'en']).language).toBe('de');
    expect(speechFor(['pt-PT'])).toEqual({ language: 'pt-BR', locale: 'pt-PT', direction: 'ltr' });
    expect(speechFor(['ar-EG']).direction).toBe('rtl');
    expect(speechFor(['in']).language).toBe('id');
  });

  it('is English when none is ours, or what is asked for is no language', () => {
    expect(speechFor(['nl', '', 'not a tag', 'x']).language).toBe('en');
  });

  it('takes the region for dates and numbers from the reader’s own settings', () => {
    expect(speechFor(['en', 'de-DE', 'en-GB']).locale).toBe('en-GB');
    expect(speechFor(['en-AU', 'en-GB']).locale).toBe('en-AU');
  });

  it('is that of the place in the page, also inside a shadow tree, before the browser’s', () => {
    document.documentElement.lang = 'fr';
    document.body.innerHTML = '<main lang="hi"><div></div></main>';
    const host = document.querySelector('div');
    const inner = document.createElement('span');
    host?.attachShadow({ mode: 'open' }).append(inner);
    expect(languagesAt(inner)[0]).toBe('hi');
    expect(languagesAt(document.body)[0]).toBe('fr');
    document.documentElement.removeAttribute('lang');
    expect(languagesAt(document.body)).toEqual([...navigator.languages]);
  });
});

describe('the texts', () => {
  it('are the page’s own first, then the language’s, then English', async () => {
    await speak(speechFor(['de']), { send: 'Los', status: { read: 'Angesehen' } });
    expect(speech.language).toBe('de');
    expect(strings.send).toBe('Los');
    expect(strings.status.read).toBe('Angesehen');
    expect(strings.status.failed).not.toBe('');
    await speak(speechFor(['en']));
    expect(strings).toEqual(english);
  });

  it('are those asked for last, when two languages are asked for at once', async () => {
    const both = [speak(speechFor(['de'])), speak(speechFor(['en']), { send: 'Off it goes' })];
    const spoken = await Promise.all(both);
    expect(spoken.map(({ language }) => language)).toEqual(['en', 'en']);
    expect(strings.send).toBe('Off it goes');
  });

  for (const language of translated) {
    it(`of ${language} are all there, and none more, in the shape of the English ones`, async () => {
      expect(shapeOf(await translation(language))).toEqual(shapeOf(english));
    });

    it(`of ${language} name the inbox as it is installed`, async () => {
      expect(appWords(language)?.name).toBe((await translation(language)).teamInbox);
    });
  }
});
