import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Block,
  type Inline,
  parseFormat,
  plainText,
} from '../../../../worker/whatsapp/sending/format.ts';
import { hrefOf } from '../../../../worker/whatsapp/sending/links.ts';

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

const childrenOf = (blocks: readonly Block[]) =>
  blocks.flatMap((block) => (block.type === 'list' ? block.items.flat() : block.children));
const allOf = (inline: Inline): Inline[] =>
  'children' in inline ? [inline, ...inline.children.flatMap(allOf)] : [inline];
const linksOf = (text: string) =>
  childrenOf(parseFormat(text))
    .flatMap(allOf)
    .filter((inline) => inline.type === 'link');
const partsOf = (blocks: readonly Block[]) =>
  blocks.length +
  blocks.flatMap((block) => (block.type === 'list' ? block.items : [])).length +
  childrenOf(blocks).flatMap(allOf).length;

/** How many characters of any string are looked at by its methods and by patterns, while something runs. */
function charactersRead(run: () => void): number {
  let count = 0;
  const { indexOf, slice, charAt, startsWith } = String.prototype;
  const { exec } = RegExp.prototype;
  String.prototype.indexOf = function (sought: string, from = 0) {
    const at = indexOf.call(this, sought, from);
    count += (at === -1 ? this.length : at) - from;
    return at;
  };
  String.prototype.slice = function (from?: number, to?: number) {
    const part = slice.call(this, from, to);
    count += part.length;
    return part;
  };
  String.prototype.charAt = function (at: number) {
    count += 1;
    return charAt.call(this, at);
  };
  String.prototype.startsWith = function (sought: string, at?: number) {
    count += 1;
    return startsWith.call(this, sought, at);
  };
  RegExp.prototype.exec = function (text: string) {
    const from = this.global || this.sticky ? this.lastIndex : 0;
    const found = exec.call(this, text);
    count += found ? found.index + found[0].length - from : this.sticky ? 1 : text.length - from;
    return found;
  };
  try {
    run();
  } finally {
    Object.assign(String.prototype, { indexOf, slice, charAt, startsWith });
    Object.assign(RegExp.prototype, { exec });
  }
  return count;
}

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
  it('parseFormat knows WhatsApp’s marks', () => {
    expect(marksIn('*b* _i_ ~s~ `c`')).toEqual(['bold', 'italic', 'strike', 'code']);
    expect(marksIn('```a\nb```')).toEqual(['monospace']);
    expect(marksIn('*_both_*')).toEqual(['bold', 'italic']);
  });

  it('parseFormat leaves marks alone that belong to the words', () => {
    for (const text of ['2*3*4', 'snake_case_name', 'two * spaced *', '*open', 'a~b~c']) {
      expect(marksIn(text)).toEqual([]);
      expect(textOf(parseFormat(text))).toBe(text);
    }
  });

  it.each([
    'https://shop.example/_draft_/bowl',
    'https://shop.example/*a*/~b~',
    'https://shop.example/`code`/x',
    'https://shop.example/```code```/x',
    'https://en.wikipedia.example/wiki/Bowl_(vessel)',
    'shop.com/_draft_/bowl',
    'https://shop.example/?q=*a*&_b_=~c~#_d_',
    'snake_case@shop.example',
  ])('parseFormat keeps the marks in a link: %s', (link) => {
    for (const around of [
      '%',
      '*Sale* % now',
      '*%*',
      '_see % now_',
      '~%~ and *b*',
      '- %',
      '> %',
      '(%)',
      '%, %.',
    ]) {
      const text = around.replaceAll('%', link);
      const links = linksOf(text);
      expect(links.length, text).toBe(around.split('%').length - 1);
      for (const { text: shown, href } of links) expect([shown, href]).toEqual([link, hrefOf(link)]);
      expect(plainText(text), text).toContain(link);
    }
  });

  it('parseFormat only shows links that lead to what they show', () => {
    const pieces = fc.constantFrom(
      ...[
        'https://shop.example',
        'www.shop.com',
        'shop.com',
        'a@shop.com',
        '/',
        '_',
        '*',
        '~',
        '`',
        '```',
        '(',
        ')',
      ],
      ...['a', ' ', '.', '?', '\n', '- ', '> ', 'é'],
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const text = parts.join('');
        for (const { text: shown, href } of linksOf(text)) {
          expect(href).toBe(hrefOf(shown));
          expect(text).toContain(shown);
          if (href.startsWith('mailto:')) continue;
          // After the address, only the end of a sentence or a closing mark remains.
          const ends = text.split(shown).slice(1);
          expect(ends.some((after) => /^(?:$|https:|[^\p{L}\p{N}/])/u.test(after))).toBe(true);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('parseFormat stops at a thousand parts, and shows the rest as it was written', () => {
    for (const part of [
      '`a`',
      '*a* ',
      '- a\n',
      '> a\n- a\n',
      'https://a.de ',
      '*_~a~_* ',
      '1. *a*\n',
      '```a```',
    ]) {
      const text = part.repeat(Math.floor(65_536 / part.length));
      const blocks = parseFormat(text);
      expect(partsOf(blocks), part).toBeLessThan(3_100);
      const unmarked = (shown: string) => shown.replace(/[`*_~>\-\s\d.]/g, '');
      expect(unmarked(textOf(blocks)), part).toBe(unmarked(text));
    }
  });

  it('parseFormat looks at each character of a hostile text a fixed number of times', () => {
    const parts = [
      '`a`',
      '`',
      '```',
      '``` ',
      '```a',
      '```\n',
      '*',
      '*a ',
      '_*~',
      '(',
      ')',
      'a.',
      'a@',
      'https://',
      'https://a/(',
      ' ',
      '\n',
      '- ',
      '> ',
      '[#',
    ];
    for (const part of parts) {
      const short = part.repeat(Math.ceil(4_096 / part.length));
      const long = short.repeat(8);
      const read = (text: string) =>
        charactersRead(() => {
          parseFormat(text);
          plainText(text);
        });
      expect(read(long) / read(short), JSON.stringify(part)).toBeLessThan(9);
    }
  });

  it('parseFormat makes lists and quotes of whole lines', () => {
    expect(parseFormat('- one\n- two\n> said\n3. three').map(({ type }) => type)).toEqual([
      'list',
      'quote',
      'list',
    ]);
    expect(parseFormat('3. three')).toMatchObject([{ type: 'list', start: 3 }]);
  });

  it('parseFormat takes any text, and loses nothing but marks', () => {
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
  it('plainText does not change a text without marks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (written) => {
        // A line that begins a quote or a list is another matter.
        const text = written.replace(/[*_~`]/g, '').replace(/^[>\-\d]+/gm, '');
        expect(plainText(text)).toBe(text);
      }),
    );
  });

  it('plainText shows the words inside the marks, over several lines as well', () => {
    expect(plainText('*Sale* today: _half_ price\n- ~10~ 5\n```a\nb```')).toBe(
      'Sale today: half price\n- 10 5\na\nb',
    );
    expect(plainText('snake_case_name, 2*3*4')).toBe('snake_case_name, 2*3*4');
  });

  it('plainText shows list and quote lines as they are displayed', () => {
    const line = fc.stringMatching(/^[ab][ab *_~`]{0,40}$/);
    fc.assert(
      fc.property(line, (text) => {
        expect(plainText(text)).toBe(textOf(parseFormat(text)));
      }),
    );
  });
});
