import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hrefOf, linksIn } from '../../../../worker/whatsapp/sending/links.ts';

const found = (text: string) => linksIn(text).map(({ start, end }) => text.slice(start, end));

describe('linksIn', () => {
  it.each([
    'https://shop.example/_draft_/bowl',
    'https://shop.example/*a*/~b~/`c`',
    'http://shop.example',
    'HTTPS://SHOP.EXAMPLE/A',
    'https://shop.example:8443/a?b=c_d&e=(f)#g',
    'https://en.wikipedia.example/wiki/Bowl_(vessel)',
    'https://de.wikipedia.example/wiki/Köln–Bonn',
    'https://[2001:db8::1]/a',
    'https://shop.example/?next=https://other.example/_x_',
    'www.shop.example/a_b_c',
    'shop.com',
    'shop.com/a_b_c',
    'shop.co.uk?ref=_x_',
    'shop.example/_draft_/bowl',
    'bücher.de',
    'ada.lovelace+shop@lumen-clay.example',
    'snake_case_name@lumen.example',
  ])('linksIn finds all of %s', (link) => {
    for (const around of [
      '%',
      'See % now',
      '(%)',
      '"%"',
      '“%”',
      '%.',
      '%, %!',
      '%?',
      '%;',
      '[%]',
      '%…',
      '见%，谢谢',
      '‏%‏',
      '<%>',
      '%\n%',
    ]) {
      const text = around.replaceAll('%', link);
      const wanted = around
        .split('%')
        .slice(1)
        .map(() => link);
      // After a letter only a scheme begins an address.
      if (around.startsWith('见') && !/^https?:/i.test(link)) continue;
      expect(found(text), text).toEqual(wanted);
    }
  });

  it.each([
    'snake_case_name',
    'Thanks.It works',
    'one.two.three',
    'gut.ok',
    'z.B. so',
    '3.50',
    '12.30 Uhr',
    'v1.2.3',
    '@ada.lovelace',
    'javascript:alert(1)',
    'ftp://files.shop.com/x',
    'https://',
    'https:// shop',
    '.com',
    'a@b',
    'a@@b.com',
    '...',
    'data:text/html,x',
  ])('linksIn finds none in %s', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('linksIn returns ranges in order, none of them empty, which begin and end within the address', () => {
    const pieces = fc.constantFrom(
      'https://',
      'www.',
      'a',
      'é',
      '.',
      '.com',
      '/',
      '_',
      '*',
      '~',
      '`',
      '(',
      ')',
      ' ',
      '@',
      '?',
      '。',
      '\n',
      ':80',
      '-',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const text = parts.join('');
        let at = 0;
        for (const { start, end } of linksIn(text)) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          expect(text.slice(start, end)).toMatch(/^[\p{L}\p{N}]\S*[^\s.,:;!?']$/u);
          at = end;
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('hrefOf', () => {
  it('hrefOf is the address as written, with a scheme if there was none', () => {
    expect(hrefOf('https://shop.example/_a_')).toBe('https://shop.example/_a_');
    expect(hrefOf('www.shop.example')).toBe('https://www.shop.example');
    expect(hrefOf('shop.com/a@b')).toBe('https://shop.com/a@b');
    expect(hrefOf('ada@shop.com')).toBe('mailto:ada@shop.com');
  });
});
