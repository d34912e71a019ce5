import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { internationalDigits, readPhoneNumber } from '../../../../worker/whatsapp/identity/phone-number.ts';

const number = fc.stringMatching(/^[1-9]\d{6,14}$/);

/** Digits of every script that has them, by the names that Intl gives to their systems. */
const digitsOf = Intl.supportedValuesOf('numberingSystem').flatMap((system) => {
  const format = new Intl.NumberFormat(`en-u-nu-${system}`, { useGrouping: false });
  const digits = Array.from({ length: 10 }, (_, digit) => format.format(digit));
  return digits.every((digit) => /^\p{Nd}$/u.test(digit)) ? [digits] : [];
});

const separators = fc.array(
  fc.constantFrom(
    ...[
      ' ',
      '\t',
      '\u00a0',
      '\u2009',
      '\u202f',
      '\u3000',
      '-',
      '\u2010',
      '\u2011',
      '–',
      '—',
      '−',
      '－',
      'ー',
    ],
    ...[
      '.',
      '．',
      '/',
      '(',
      ')',
      '[',
      ']',
      '（',
      '）',
      '~',
      '·',
      '\u200e',
      '\u202a',
      '\u202c',
      '\u2066',
      '\u2069',
    ],
    ...['\u00ad', '\u200b', '\u2060', '\ufeff'],
  ),
  { maxLength: 3 },
);

/** Any digit of a number in any script, with anything between two of them that is no part of a number. */
const spelled = (digits: string) =>
  fc
    .tuple(
      fc.constantFrom('', '+', '00', '＋', '\u202a+', '+ ', ' 00 ', '(+', '\u200e(+'),
      fc.array(separators, { minLength: digits.length, maxLength: digits.length }),
      fc.array(fc.constantFrom(...digitsOf), { minLength: digits.length, maxLength: digits.length }),
    )
    .map(
      ([start, gaps, scripts]) =>
        start +
        [...digits].map((digit, at) => `${scripts[at]?.[Number(digit)]}${gaps[at]?.join('')}`).join(''),
    );

describe('internationalDigits', () => {
  it('internationalDigits is the same for every spelling of a number', () => {
    const spellings = number.chain((digits) => fc.tuple(fc.constant(digits), spelled(digits)));
    fc.assert(
      fc.property(spellings, ([digits, text]) => {
        // A zero in separate brackets is not dialled from abroad.
        fc.pre(!/[([（][^\p{Nd}]*\p{Nd}[^\p{Nd}]*[)\]）]/u.test(text));
        expect(internationalDigits(text)).toBe(digits);
      }),
    );
  });

  it('internationalDigits is the same for a link to call the number or to write to it', () => {
    const links = fc.constantFrom(
      ...[
        'tel:',
        'tel:+',
        'TEL: +',
        'sms:+',
        'callto:+',
        'wa.me/',
        'wa.me/+',
        'https://wa.me/',
        'http://www.wa.me/%2B',
      ],
      'https://api.whatsapp.com/send?phone=',
      'https://api.whatsapp.com/send/?text=Hi&phone=%2B',
      'https://web.whatsapp.com/send?phone=+',
      'whatsapp://send?phone=',
      '\u202ahttps://wa.me/%E2%80%AA',
    );
    const ends = fc.constantFrom(
      '',
      '/',
      '?text=Hi%2010',
      '&text=Hi&app_absent=0',
      '#top',
      ';ext=12',
      '%E2%80%AC',
    );
    fc.assert(
      fc.property(number, links, ends, (digits, start, end) => {
        expect(internationalDigits(start + digits + end)).toBe(digits);
      }),
    );
  });

  it.each([
    ['+44 (0)20 7946 0018', '442079460018'],
    ['+44(0)2079460018', '442079460018'],
    ['0044 (0) 20 7946 0018', '442079460018'],
    ['(0044) (0)20 7946 0018', '442079460018'],
    ['44 [0] 20 7946 0018', '442079460018'],
    ['＋４４ （０）２０ ７９４６ ００１８', '442079460018'],
    ['+٤٤ (٠)٢٠ ٧٩٤٦ ٠٠١٨', '442079460018'],
    ['tel:+44(0)20-7946-0018', '442079460018'],
    ['\u202a+44\u00a020\u00a07946\u00a00018\u202c', '442079460018'],
    ['+۹۸ ۹۱۲ ۳۴۵ ۶۷۸۹', '989123456789'],
    ['+९१ ९८७६५ ४३२१०', '919876543210'],
    ['+52 1 55 1234 5678', '5215512345678'],
    ['+1 (555) 078-3881', '15550783881'],
    ['+1 (0) 555 078 3881', '15550783881'],
  ])('internationalDigits of %j is %s', (text, digits) => {
    expect(internationalDigits(text)).toBe(digits);
  });

  it('internationalDigits keeps the zero of Italian landlines, which is dialled from abroad as well', () => {
    expect(internationalDigits('+39 (0)6 1234 5678')).toBe('390612345678');
    expect(internationalDigits('+39 (0)347 123 4567')).toBe('393471234567');
  });

  it.each([
    '',
    ' ',
    '+',
    '12345',
    '+1 234 56',
    '1234567890123456',
    '0170 1234567',
    '020 7946 0018',
    '(0)20 7946 0018',
    '+44 20 7946 0018, +44 20 7946 0019',
    '+44 20 7946 0018 / +44 20 7946 0019',
    '+44 20 7946 0018 +44 20 7946 0019',
    '1234567\n7654321',
    '+1 555 078 3881 ext. 5',
    '+1-800-FLOWERS',
    '9180xxxxxxxx',
    '<YOUR_NUMBER>',
    'US.13491208655302741777',
    '2026-11-29T07:04',
    'tel:7042;phone-context=+1201555',
    'https://wa.me/message/ABC12',
    'https://wa.me/c/15550783881',
    'https://evil.example/?phone=15550783881',
    'https://wa.me.evil.example/15550783881',
    'https://wa.me/%',
    '½15550783881',
    '①5550783881',
  ])('internationalDigits is null for %j', (text) => {
    expect(internationalDigits(text)).toBeNull();
  });

  it('internationalDigits is null for a text with a letter, a user id, and a number that is too short or too long', () => {
    const withLetter = fc.tuple(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^\p{L}$/u), number);
    fc.assert(
      fc.property(withLetter, ([before, letter, digits]) => {
        fc.pre(letter !== 'ー');
        expect(internationalDigits(`${before}${letter} ${digits}`)).toBeNull();
        expect(internationalDigits(`${digits} ${letter}${before}`)).toBeNull();
      }),
    );
    const wrong = fc.oneof(
      fc.stringMatching(/^[A-Z]{2}\.(ENT\.)?\d{5,20}$/),
      fc.stringMatching(/^\+?[1-9]\d{0,5}$/),
      fc.stringMatching(/^\+?[1-9]\d{15,30}$/),
      fc.tuple(number, number).map(([one, other]) => `+${one} +${other}`),
      fc.tuple(number, number).map(([one, other]) => `${one}\n${other}`),
    );
    fc.assert(
      fc.property(wrong, (text) => {
        expect(internationalDigits(text)).toBeNull();
      }),
    );
  });

  it('internationalDigits of any text has only its own digits, in order', () => {
    const texts = fc.oneof(
      fc.string({ unit: fc.constantFrom(...'+0123456789() -/[]三x\u202a'), maxLength: 20 }),
      fc.string({ unit: 'binary', maxLength: 20 }),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const digits = internationalDigits(text);
        if (digits === null) return;
        expect(digits).toMatch(/^[1-9]\d{6,14}$/);
        const own = text.normalize('NFKD').replace(/\D/g, '').replace(/^00/, '');
        const withoutZero = [...own.matchAll(/0/g)].map(
          ({ index }) => own.slice(0, index) + own.slice(index + 1),
        );
        expect([own, ...withoutZero]).toContain(digits);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('readPhoneNumber', () => {
  it('readPhoneNumber says whether the country code is certain', () => {
    expect(readPhoneNumber('+49 170')).toEqual({ digits: '49170', hasCountryCode: true });
    expect(readPhoneNumber('0049 170')).toEqual({ digits: '49170', hasCountryCode: true });
    expect(readPhoneNumber('wa.me/49170')).toEqual({ digits: '49170', hasCountryCode: true });
    expect(readPhoneNumber('0170 12')).toEqual({ digits: '017012', hasCountryCode: false });
    expect(readPhoneNumber('(0)170 12')).toEqual({ digits: '017012', hasCountryCode: false });
    expect(readPhoneNumber('49170')).toEqual({ digits: '49170', hasCountryCode: false });
  });
});
