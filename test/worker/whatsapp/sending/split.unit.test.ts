import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitText } from '../../../../worker/whatsapp/sending/split.ts';

const visible = (text: string) => text.replace(/\s/g, '');

describe('splitText', () => {
  it('splitText does not change a text that fits', () => {
    expect(splitText('x'.repeat(50), 50)).toEqual(['x'.repeat(50)]);
  });

  it('splitText cuts between paragraphs, else lines, else sentences, else words', () => {
    expect(splitText('First part here.\n\nSecond part.\nThird', 30)).toEqual([
      'First part here.',
      'Second part.\nThird',
    ]);
    expect(splitText('One line here\nanother line', 20)).toEqual(['One line here', 'another line']);
    expect(splitText('One sentence. Two more words', 20)).toEqual(['One sentence.', 'Two more words']);
    expect(splitText('just some words without end', 12)).toEqual(['just some', 'words', 'without end']);
  });

  it('splitText keeps a link, a formatted stretch and a joined emoji in one piece', () => {
    const link = 'https://shop.example/a/very/long/address';
    expect(splitText(`Look here and see ${link} now`, 45)).toContain(`${link} now`);
    expect(splitText('Please note *this is important* today', 25)[1]).toContain('*this is important*');
    const family = '👨‍👩‍👧‍👦';
    for (const part of splitText(family.repeat(5), 30)) expect(part.replaceAll(family, '')).toBe('');
  });

  it('splitText keeps monospace of several lines in one piece', () => {
    const code = '```first line\nsecond line\nthird line```';
    expect(splitText(`Some words before it: ${code}`, 45)).toEqual(['Some words before it:', code]);
  });

  it('splitText keeps an address without a scheme in one piece, marks included', () => {
    const link = 'shop.com/_a_/very/long/address';
    expect(splitText(`Look here and see ${link} now`, 35)).toContain(`${link} now`);
  });

  it('splitText loses nothing visible, and makes no part too long', () => {
    const words = fc.constantFrom(
      'a',
      'word',
      '*bold*',
      'https://x.example/y',
      '\n',
      '\n\n',
      ' ',
      '. ',
      '👍🏽',
      '`code`',
    );
    const text = fc.array(words, { maxLength: 120 }).map((all) => all.join(''));
    fc.assert(
      fc.property(
        fc.oneof(text, fc.string({ unit: 'grapheme', maxLength: 300 })),
        fc.integer({ min: 20, max: 80 }),
        (given, limit) => {
          const parts = splitText(given, limit);
          expect(visible(parts.join(''))).toBe(visible(given));
          expect(parts.filter((part) => part.length > limit)).toEqual([]);
        },
      ),
    );
  });

  it('splitText leaves room in the first part for the name before it', () => {
    const words = fc.array(fc.constantFrom('word', '. ', '\n', 'https://x.example/y', 'y'.repeat(90)), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(words, fc.integer({ min: 20, max: 40 }), (given, first) => {
        const text = given.join(' ');
        const [head = '', ...others] = splitText(text, 60, first);
        expect(visible([head, ...others].join(''))).toBe(visible(text));
        expect(head.length).toBeLessThanOrEqual(first);
        expect(others.filter((part) => part.length > 60)).toEqual([]);
      }),
    );
  });

  it('splitText also leaves that room if the text begins with an empty line', () => {
    expect(splitText('\n https://x.example/y word', 60, 20)).toEqual(['https://x.example/y', 'word']);
  });
});
