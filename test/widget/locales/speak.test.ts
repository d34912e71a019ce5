import { afterEach, describe, expect, it } from 'vitest';
import { appWords } from '../../../widget/locales/app.ts';
import { english } from '../../../widget/locales/en/console.ts';
import { translated } from '../../../widget/locales/languages.ts';
import { languagesAt, speak, speech, speechFor, translation } from '../../../widget/locales/speak.ts';
import { strings } from '../../../widget/locales/strings.ts';
import { shapeOf } from './shape.ts';

afterEach(() => speak(speechFor([])));

describe('the language', () => {
  it('is the first requested language that is supported, for any region', () => {
    expect(speechFor(['nl', 'de-AT', 'en']).language).toBe('de');
    expect(speechFor(['pt-PT'])).toEqual({ language: 'pt-BR', locale: 'pt-PT', direction: 'ltr' });
    expect(speechFor(['ar-EG']).direction).toBe('rtl');
    expect(speechFor(['in']).language).toBe('id');
  });

  it('is English if no requested language is supported or valid', () => {
    expect(speechFor(['nl', '', 'not a tag', 'x']).language).toBe('en');
  });

  it('takes the region for dates and numbers from the reader’s own settings', () => {
    expect(speechFor(['en', 'de-DE', 'en-GB']).locale).toBe('en-GB');
    expect(speechFor(['en-AU', 'en-GB']).locale).toBe('en-AU');
  });

  it('comes from the surrounding element, also across shadow roots, before the browser’s', () => {
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
  it('come from the page first, then from the language, then from English', async () => {
    await speak(speechFor(['de']), { send: 'Los', status: { read: 'Angesehen' } });
    expect(speech.language).toBe('de');
    expect(strings.send).toBe('Los');
    expect(strings.status.read).toBe('Angesehen');
    expect(strings.status.failed).not.toBe('');
    await speak(speechFor(['en']));
    expect(strings).toEqual(english);
  });

  it('are in the language requested last, if two are requested at the same time', async () => {
    const both = [speak(speechFor(['de'])), speak(speechFor(['en']), { send: 'Off it goes' })];
    const spoken = await Promise.all(both);
    expect(spoken.map(({ language }) => language)).toEqual(['en', 'en']);
    expect(strings.send).toBe('Off it goes');
  });

  for (const language of translated) {
    it(`of ${language} are complete, with the same structure as in English`, async () => {
      expect(shapeOf(await translation(language))).toEqual(shapeOf(english));
    });

    it(`of ${language} use the installed name of the inbox`, async () => {
      expect(appWords(language)?.name).toBe((await translation(language)).teamInbox);
    });
  }
});
