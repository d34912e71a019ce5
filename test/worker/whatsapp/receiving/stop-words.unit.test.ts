import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type StopWords,
  stopLanguages,
  usualStopWords,
  wishesOf,
  wishIn,
} from '../../../../worker/whatsapp/receiving/stop-words.ts';

const none: StopWords = { stop: [], resume: [] };
const usual = wishesOf(usualStopWords);
const usualIn = (kind: keyof StopWords) =>
  stopLanguages.flatMap((language) => usualStopWords[language][kind]);

describe('a stop word', () => {
  it.each([...usualIn('stop'), ' stop. ', '"Stop!"', 'arret', 'ARRÊT', 'désabonner', 'baja', 'إيقاف.'])(
    '%j is a stop word in some language',
    (text) => {
      expect(wishIn(text, usual)).toBe('stop');
    },
  );

  it.each([...usualIn('resume'), 'start', 'Start!'])('%j is a word to opt in again', (text) => {
    expect(wishIn(text, usual)).toBe('resume');
  });

  it.each(['', '👋', 'Where is the bus stop?', 'Do not stop', 'stops', 'restart', 'बद'])(
    '%j is not a stop word',
    (text) => {
      expect(wishIn(text, usual)).toBeNull();
    },
  );

  it('a stop word inside a sentence does not count', () => {
    const word = fc.constantFrom(...usualIn('stop'), ...usualIn('resume'));
    const more = fc.constantFrom('please', 'Apotheke', 'por favor', 'الآن', 'अभी', '12');
    fc.assert(
      fc.property(word, more, fc.boolean(), (said, other, isFirst) => {
        expect(wishIn(isFirst ? `${said} ${other}` : `${other}, ${said}`, usual)).toBeNull();
      }),
    );
  });

  it('an owner chooses the stop words of each language', () => {
    const wishes = wishesOf({
      ...usualStopWords,
      en: none,
      other: { stop: ['no ads', 'Ferma'], resume: [] },
    });
    expect(['No ads', 'ferma', 'STOP', 'Stopp'].map((text) => wishIn(text, wishes))).toEqual([
      'stop',
      'stop',
      null,
      'stop',
    ]);
  });

  it('a word that opts in in one language and out in another opts out', () => {
    const wishes = wishesOf({
      ...usualStopWords,
      es: { stop: ['alto'], resume: [] },
      other: { stop: [], resume: ['Alto'] },
    });
    expect(wishIn('alto', wishes)).toBe('stop');
  });
});
