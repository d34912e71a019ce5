import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerptOf, fold, matchOf, searchable } from '../../worker/inbox/words.ts';

const marked = (text: string, typed: string) => {
  const excerpt = excerptOf(text, typed);
  return excerpt.marks.map(([from, to]) => excerpt.text.slice(from, to));
};

describe('a text', () => {
  it.each([
    ['Crème brûlée, s’il vous plaît', 'creme brulee s il vous plait'],
    ['ＦＵＬＬ ｗｉｄｔｈ ½', 'full width 1⁄2'],
    ['Straße İstanbul Łódź', 'strasse istanbul lodz'],
    ['أَهْلاً بالعــالم', 'اهلا بالعالم'],
    ['私はiPhone15を買う', '私 は iphone15 を 買 う'],
    ['สวัสดี', 'ส ว ั ส ด ี'],
    ['हिन्दी में', 'हिन्दी में'],
    ['❤️ 5× 👍', '❤ 5 👍'],
  ])('%s is searchable as %s', (text, words) => {
    expect(searchable(text)).toBe(words);
  });

  it('is folded once and for all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });
});

describe('what is typed', () => {
  it.each([
    ['two words', '"two"* "words"*'],
    ['a b', '"a" "b"'],
    ['e-mail@shop.example', '"e mail shop example"*'],
    ['買う', '"買 う"'],
    ['" OR words:x*', '"or"* "words x"'],
  ])('%s becomes %s', (typed, match) => {
    expect(matchOf(typed)).toBe(match);
  });

  it.each(['', ' ', '*', '"', '(-)', '…'])('%j looks for nothing', (typed) => {
    expect(matchOf(typed)).toBeNull();
  });
});

describe('an excerpt', () => {
  it('marks whole words, and any part of what has no spaces', () => {
    expect(marked('Your Délivery is on Monday', 'mon deliv')).toEqual(['Délivery', 'Monday']);
    expect(marked('明日は花瓶を買います', '花瓶')).toEqual(['花瓶']);
    expect(marked('ที่อยู่จัดส่งของคุณ', 'จัดส่ง')).toEqual(['จัดส่ง']);
  });

  it('marks only what stands together when it was typed together', () => {
    expect(marked('shop example, and example.shop', 'example.shop')).toEqual(['example.shop']);
  });

  it('shows the found part of a long text', () => {
    const { text, marks } = excerptOf(`${'word '.repeat(200)}needle${' word'.repeat(200)}`, 'needle');
    expect(text.length).toBeLessThan(210);
    expect(marks.map(([from, to]) => text.slice(from, to))).toEqual(['needle']);
    expect(text.startsWith('…') && text.endsWith('…')).toBe(true);
  });

  it('lies within its text, in order and apart, and never splits a character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 400 }),
        fc.string({ unit: 'grapheme' }),
        (all, typed) => {
          const { text, marks } = excerptOf(all, typed);
          expect(() => encodeURIComponent(text)).not.toThrow();
          let last = 0;
          for (const [from, to] of marks) {
            expect(from).toBeGreaterThanOrEqual(last);
            expect(to).toBeGreaterThan(from);
            last = to;
          }
          expect(last).toBeLessThanOrEqual(text.length);
        },
      ),
    );
  });

  it('has a mark for every word of the text itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), (all) => {
        const [first] = searchable(all).split(' ');
        if (first) expect(excerptOf(all, all).marks.length).toBeGreaterThan(0);
      }),
    );
  });
});
