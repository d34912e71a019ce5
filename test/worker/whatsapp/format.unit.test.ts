import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Block, type Inline, parseFormat, plainText } from '../../../worker/whatsapp/format.ts';

const plain = (inline: Inline): string =>
  'children' in inline ? inline.children.map(plain).join('') : inline.text;
const textOf = (blocks: readonly Block[]): string =>
  blocks
    .flatMap((block) =>
      block.type === 'list'
        ? block.items.map((item) => item.map(plain).join(''))
        : [block.children.map(plain).join('')],
    )
    .join('\n');

function marksIn(text: string): string[] {
  const names = (inline: Inline): string[] =>
    'children' in inline
      ? [inline.type, ...inline.children.flatMap(names)]
      : inline.type === 'text'
        ? []
        : [inline.type];
  return parseFormat(text).flatMap((block) =>
    block.type === 'list' ? block.items.flat().flatMap(names) : block.children.flatMap(names),
  );
}

describe('parseFormat', () => {
  it('knows the marks of WhatsApp', () => {
    expect(marksIn('*b* _i_ ~s~ `c`')).toEqual(['bold', 'italic', 'strike', 'code']);
    expect(marksIn('```a\nb```')).toEqual(['monospace']);
    expect(marksIn('*_both_*')).toEqual(['bold', 'italic']);
  });

  it('leaves marks alone that belong to the words', () => {
    for (const text of ['2*3*4', 'snake_case_name', 'two * spaced *', '*open', 'a~b~c']) {
      expect(marksIn(text)).toEqual([]);
      expect(textOf(parseFormat(text))).toBe(text);
    }
  });

  it('makes lists and quotes of whole lines', () => {
    expect(parseFormat('- one\n- two\n> said\n3. three').map(({ type }) => type)).toEqual([
      'list',
      'quote',
      'list',
    ]);
    expect(parseFormat('3. three')).toMatchObject([{ type: 'list', start: 3 }]);
  });

  it('takes any text, and loses nothing but marks', () => {
    const marks = /[*_~`>\-.\d\s]/g;
    const tricky = fc.stringMatching(/^[ab *_~`>\n-]{0,40}$/);
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), tricky), (text) => {
        expect(textOf(parseFormat(text)).replace(marks, '')).toBe(text.replace(marks, ''));
      }),
    );
  });
});

describe('plainText', () => {
  it('shows the words that the marks are about, in several lines too', () => {
    expect(plainText('*Sale* today: _half_ price\n- ~10~ 5\n```a\nb```')).toBe(
      'Sale today: half price\n- 10 5\na\nb',
    );
    expect(plainText('snake_case_name, 2*3*4')).toBe('snake_case_name, 2*3*4');
  });

  it('says what is drawn, where a line begins with no mark', () => {
    const line = fc.stringMatching(/^[ab][ab *_~`]{0,40}$/);
    fc.assert(
      fc.property(line, (text) => {
        expect(plainText(text)).toBe(textOf(parseFormat(text)));
      }),
    );
  });
});
