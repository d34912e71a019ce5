import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RuleMatch } from '../../../../../worker/api/automation/rules.ts';
import { compileMatch } from '../../../../../worker/inbox/automation/rules/match.ts';
import { saidIn } from '../../../../../worker/inbox/automation/rules/said.ts';

type Words = Extract<RuleMatch, { words: string[] }>['type'];

const matches = (type: Words, word: string, text: string) =>
  compileMatch({ type, words: [word] }).matches(saidIn(text));

describe('the words of a rule', () => {
  it.each<[Words, string, string, boolean]>([
    ['exact', 'price', 'Price?', true],
    ['exact', 'price', 'the price', false],
    ['exact', '?', '?', true],
    ['exact', 'how much', ' How  much?! ', true],
    ['word', 'order', 'My order, please', true],
    ['word', 'order', 'Please reorder', false],
    ['word', 'arret', 'ARRÊT !', true],
    ['word', 'preis', 'Der Preis?', true],
    ['word', 'preis', 'Die Preisliste', false],
    ['word', 'قیمت', 'قیمت چنده؟', true],
    ['word', 'कीमत', 'कीमत क्या है?', true],
    ['word', 'कम', 'कीमत क्या है?', false],
    ['word', '価格', 'この商品の価格は？', true],
    ['word', 'ราคา', 'สินค้านี้ราคาเท่าไหร่', true],
    ['word', 'цена', 'Какая ЦЕНА?', true],
    ['word', 'λόγος', 'ΛΟΓΟΣ', true],
    ['word', '👋', 'Hi 👋🏾!', true],
    ['word', '❤', 'I ❤️ it', true],
    ['word', 'don’t', "I don't know", true],
    ['begins', 'order', 'Orders of last week', true],
    ['begins', 'order', 'My order', false],
    ['contains', 'preis', 'Die Preisliste', true],
    ['contains', 'opening hours', 'What are your OPENING   HOURS?', true],
    ['contains', '???', 'What???', true],
    ['contains', '???', 'What?', false],
  ])('%s “%s” in “%s”: %s', (type, word, text, expected) => {
    expect(matches(type, word, text)).toBe(expected);
  });

  it('are found by what includes more, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (word, more) => {
        fc.pre(word.trim() !== '');
        const found = (type: Words, text: string) => matches(type, word, text);
        expect(found('exact', word)).toBe(true);
        expect(found('word', `${more} ${word} ${more}`.slice(0, 900))).toBe(true);
        expect(found('contains', `${more} ${word}`.slice(0, 900))).toBe(true);
        for (const text of [more, `${more} ${word}`, `${word}${more}`]) {
          if (found('exact', text)) expect(found('word', text)).toBe(true);
          if (found('word', text)) expect(found('contains', text)).toBe(true);
        }
      }),
    );
  });

  it('do not depend on case', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('straße', 'İstanbul', 'ΟΔΟΣ', 'Ærø', 'Łódź', 'smörgås', 'ПРИВЕТ'),
        (word) => {
          expect(matches('exact', word, word.toUpperCase())).toBe(true);
          expect(matches('exact', word, word.toLowerCase())).toBe(true);
        },
      ),
    );
  });

  it('never match a message without words, except for a rule for every message', () => {
    expect(compileMatch({ type: 'any' }).matches(saidIn(''))).toBe(true);
    expect(matches('contains', 'a', '')).toBe(false);
  });
});
