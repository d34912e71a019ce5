import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerptOf, fold, matchOf, searchable, sieveOf } from '../../../../worker/inbox/search/words.ts';

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
  ])('the text %s is searchable as %s', (text, words) => {
    expect(searchable(text)).toBe(words);
  });

  it('folding a folded text changes nothing', () => {
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
  ])('the search text %s becomes %s', (typed, match) => {
    expect(matchOf(typed)).toBe(match);
  });

  it.each(['', ' ', '*', '"', '(-)', '…'])('the search text %j searches for nothing', (typed) => {
    expect(matchOf(typed)).toBeNull();
  });
});

describe('a sieve', () => {
  const database = new DatabaseSync(':memory:');
  database.exec("CREATE VIRTUAL TABLE entry USING fts5 (words, tokenize = 'ascii', prefix = '2 3 4')");
  const put = database.prepare('INSERT INTO entry (rowid, words) VALUES (?, ?)');
  const find = database.prepare('SELECT rowid, words FROM entry WHERE entry MATCH ? ORDER BY rowid DESC');
  const found = (match: string) =>
    find.all(match).map(({ rowid, words }) => ({ rowid, words: String(words) }));

  it.each([
    ['delivery of vases', '"deli"* "of"* "vase"*'],
    ['e-mail@shop.example', '"e mail shop exam"*'],
    ['заказали', '"зака"*'],
    ['⑽⑽ delivery', '"10 10"* "deli"*'],
  ])('the filter for %s searches for %s', (typed, match) => {
    expect(sieveOf(typed)?.match).toBe(match);
  });

  it.each(['vase', 'of vase', '買う', 'a', ''])('no filter is needed for %j', (typed) => {
    expect(sieveOf(typed)).toBeNull();
  });

  it('the filter matches exactly what the whole words match', () => {
    const word = fc.oneof(
      fc.constantFrom(
        'delivery',
        'Deliver',
        'deliveries',
        'delivér',
        'deli',
        'vase',
        'vases',
        'заказали',
        'заказ',
      ),
      fc.constantFrom('⑽⑽', '⑽', '⒈10', '½', '10', '1010', '買う', 'iPhone15', 'a', '😀', 'أَهْلاً'),
      fc.string({ unit: 'grapheme', maxLength: 6 }),
    );
    const text = fc
      .array(fc.tuple(word, fc.constantFrom(' ', '-', '')), { maxLength: 6 })
      .map((parts) => parts.flat().join(''));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 12 }), text, (texts, typed) => {
        const [match, sieve] = [matchOf(typed), sieveOf(typed)];
        fc.pre(match !== null && sieve !== null);
        database.exec('DELETE FROM entry');
        for (const [index, one] of [...texts, typed].entries()) put.run(index, searchable(one));
        if (match === null || sieve === null) return;
        expect(found(sieve.match).filter(({ words }) => sieve.fits(words))).toEqual(found(match));
      }),
      { numRuns: 500 },
    );
  });
});

describe('an excerpt', () => {
  it('an excerpt marks whole words, or any part of a text without spaces', () => {
    expect(marked('Your Délivery is on Monday', 'mon deliv')).toEqual(['Délivery', 'Monday']);
    expect(marked('明日は花瓶を買います', '花瓶')).toEqual(['花瓶']);
    expect(marked('ที่อยู่จัดส่งของคุณ', 'จัดส่ง')).toEqual(['จัดส่ง']);
  });

  it('an excerpt marks only adjacent words if they were typed as a phrase', () => {
    expect(marked('shop example, and example.shop', 'example.shop')).toEqual(['example.shop']);
  });

  it('an excerpt shows the found part of a long text', () => {
    const { text, marks } = excerptOf(`${'word '.repeat(200)}needle${' word'.repeat(200)}`, 'needle');
    expect(text.length).toBeLessThan(210);
    expect(marks.map(([from, to]) => text.slice(from, to))).toEqual(['needle']);
    expect(text.startsWith('…') && text.endsWith('…')).toBe(true);
  });

  it('marks are within the text, in order and separate, and never split a character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 400 }),
        fc.string({ unit: 'grapheme' }),
        (all, typed) => {
          const { text, marks } = excerptOf(all, typed);
          expect(() => encodeURIComponent(text)).not.toThrow();
          let last = 0;
          for (const [from = 0, to = 0] of marks) {
            expect(from).toBeGreaterThanOrEqual(last);
            expect(to).toBeGreaterThan(from);
            last = to;
          }
          expect(last).toBeLessThanOrEqual(text.length);
        },
      ),
    );
  });

  it('an excerpt has a mark for every word of the text itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), (all) => {
        const [first] = searchable(all).split(' ');
        if (first) expect(excerptOf(all, all).marks.length).toBeGreaterThan(0);
      }),
    );
  });
});
