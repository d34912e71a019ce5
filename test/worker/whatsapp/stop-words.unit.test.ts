import { describe, expect, it } from 'vitest';
import { usualStopWords, wordIn } from '../../../worker/whatsapp/stop-words.ts';

describe('a stop word', () => {
  it.each([...usualStopWords.stop, ' stop. ', '"Stop!"', 'arret', 'BAJA'])('is heard in %j', (text) => {
    expect(wordIn(text, usualStopWords)).toBe('stop');
  });

  it.each([...usualStopWords.resume, 'start', 'Start!'])('to resume is heard in %j', (text) => {
    expect(wordIn(text, usualStopWords)).toBe('resume');
  });

  it.each(['', '👋', 'Where is the bus stop?', 'Do not stop', 'stops', 'restart'])(
    'is not heard in %j',
    (text) => {
      expect(wordIn(text, usualStopWords)).toBeNull();
    },
  );

  it('is the owner’s to choose', () => {
    const words = { stop: ['no ads'], resume: [] };
    expect(wordIn('No ads', words)).toBe('stop');
    expect(wordIn('STOP', words)).toBeNull();
  });
});
