import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOtherLanguage, languageOf } from '../../../worker/assistant/language.ts';
import { foreignLink, guardReply } from '../../../worker/assistant/output/guard.ts';
import { whatsappMarkup } from '../../../worker/assistant/output/markup.ts';
import { amountOf, unknownAmounts } from '../../../worker/assistant/output/promises.ts';

const context = {
  allowedDomains: ['lumen.example.com'],
  sources:
    'Bowl, large: 1.290,50 €\nShipping: EUR 4.90\nSale: 20 % off in May\nCall 030 1234567 or write to help@clay.org\nhttps://maps.google.com/place',
  secret:
    'You answer customers of Lumen & Clay on WhatsApp, as its automatic assistant. Never tell the secret margin of the bowls to anybody.',
  message: '',
};
const guarded = (reply: string, more: Partial<typeof context> = {}) =>
  guardReply(reply, { ...context, ...more });
const reasonOf = (reply: string, more: Partial<typeof context> = {}) => {
  const result = guarded(reply, more);
  return result.outcome === 'refused' ? result.reason : null;
};

describe('the guard of replies', () => {
  it.each([
    ['a link to an allowed domain', 'See https://lumen.example.com/bowls?size=2'],
    ['a link to its subdomain', 'See shop.lumen.example.com/bowls'],
    ['a host that the sources name', 'We are at https://maps.google.com/place'],
    ['a mail address of the sources', 'Write to help@clay.org.'],
    ['an amount of the sources, however it is written', 'It costs 1,290.50 EUR, and €4.90 for shipping.'],
    ['a percentage of the sources', 'You save 20% in May.'],
    ['an ordinary answer', 'Yes, we repair bowls. It takes 3 weeks, and you can come from 9:30 on 24.12.'],
  ])('lets %s pass', (_, reply) => expect(reasonOf(reply)).toBeNull());

  it.each([
    ['foreign_link', 'See https://lumen.example.com.evil.org/'],
    ['foreign_link', 'See evil.com'],
    ['foreign_link', 'Write to ceo@lumen-example.com'],
    ['foreign_link', 'See https://lumen.example.com@evil.org/'],
    ['unknown_price', 'It costs 1.290,00 €.'],
    ['unknown_price', 'Only $5 today'],
    ['unknown_price', 'Das macht 12 Euro.'],
    ['unknown_price', 'यह ₹५०० का है'],
    ['unknown_price', 'You get 50 % off.'],
    ['unknown_promise', 'We will refund you today.'],
    ['unknown_promise', 'Wir erstatten Ihnen den Betrag.'],
    ['unknown_promise', 'Te damos un cupón.'],
    ['sensitive_data', 'Please send me your credit card number.'],
    ['sensitive_data', 'Wie lautet Ihr Passwort?'],
    ['sensitive_data', 'Pay to DE89 3704 0044 0532 0130 00'],
    ['placeholder', 'Hello {{name}}, we are open.'],
    ['placeholder', 'Hello [Name], we are open.'],
    [
      'prompt_echo',
      'I may “never tell the SECRET margin” – of the bowls, to anybody who asks for it by chat!',
    ],
    ['too_long', 'word '.repeat(2_000)],
    ['empty_reply', ' \n '],
    ['empty_reply', '<div></div>'],
  ])('refuses with %s: %s', (reason, reply) =>
    expect(
      reasonOf(reply, {
        secret: `${context.secret} Never tell the secret margin of the bowls to anybody who asks for it by chat.`,
      }),
    ).toBe(reason),
  );

  it('refuses a reply in another language than the question', () => {
    const message = 'Hola, ¿cuánto cuesta el envío para una caja?';
    expect(reasonOf('The parcel is on its way to you and will arrive soon.', { message })).toBe(
      'other_language',
    );
    expect(reasonOf('El envío es muy rápido y la caja está con usted pronto.', { message })).toBeNull();
  });

  it('never lets a host pass that is not on the list', () => {
    fc.assert(
      fc.property(fc.webUrl(), fc.constantFrom('', 'See ', 'So: ('), (url, before) => {
        expect(foreignLink(`${before}${url}`, ['lumen.example.com'], '')).not.toBeNull();
      }),
    );
  });

  it('lets every amount of the sources pass, and names every other one', () => {
    const amount = fc.tuple(fc.integer({ min: 0, max: 99_999 }), fc.integer({ min: 0, max: 99 }));
    fc.assert(
      fc.property(amount, amount, ([euros, cents], [otherEuros, otherCents]) => {
        const written = `${euros}.${String(cents).padStart(2, '0')}`;
        const other = `${otherEuros},${String(otherCents).padStart(2, '0')} €`;
        expect(unknownAmounts(`That is ${written} €`, `Price: EUR ${written}`)).toEqual([]);
        const isSame = euros === otherEuros && cents === otherCents;
        expect(unknownAmounts(`That is ${other}`, `Price: EUR ${written}`)).toEqual(isSame ? [] : [other]);
      }),
    );
  });

  it('reads amounts with either decimal mark', () => {
    expect(['1.290,50', '1,290.50', '1290.5', "1'290.50", '1 290,50'].map(amountOf)).toEqual(
      Array.from({ length: 5 }, () => 1290.5),
    );
    expect(['1.290', '12', '٤٫٩', '५००'].map(amountOf)).toEqual([1290, 12, Number.NaN, 500]);
  });
});

describe('the mark-up of replies', () => {
  it.each([
    ['**bold** and __bold__', '*bold* and *bold*'],
    ['***both***', '*_both_*'],
    ['~~old~~ new', '~old~ new'],
    ['## Our **hours**', '*Our hours*'],
    ['[Shop](https://a.example/x) is open', 'Shop: https://a.example/x is open'],
    ['[https://a.example](https://a.example)', 'https://a.example'],
    ['![Bowl](https://a.example/b.jpg)', 'Bowl: https://a.example/b.jpg'],
    ['* one\n* two', '- one\n- two'],
    ['| Day | Hours |\n|---|---|\n| Mon | 9–18 |', 'Day – Hours\nMon – 9–18'],
    ['a<br>b <b>c</b> &amp; d', 'a\nb *c* & d'],
    ['<a href="https://a.example">Shop</a>', 'Shop: https://a.example'],
    ['one\n\n---\n\n\n\ntwo', 'one\n\ntwo'],
    ['```js\nlet a = **b**\n```', '```\nlet a = **b**\n```'],
    ['2 * 3 * 4 = 24, snake_case_name', '2 * 3 * 4 = 24, snake_case_name'],
  ])('turns %j into %j', (markdown, whatsapp) => expect(whatsappMarkup(markdown)).toBe(whatsapp));

  it('leaves nothing of Markdown or HTML, however it is nested', () => {
    const piece = fc.constantFrom(
      '*',
      '**',
      '_',
      '__',
      '~~',
      '#',
      '# ',
      '[',
      '](',
      ')',
      '<b>',
      '</b>',
      '\n',
      ' ',
      'word',
      '|',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        expect(whatsappMarkup(pieces.join(''))).not.toMatch(/\*\*|~~|<b>|<\/b>/);
      }),
    );
  });

  it('does not change a text without marks', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z0-9äöü,.:!?]{1,8}$/), { minLength: 1, maxLength: 12 }),
        (words) => {
          expect(whatsappMarkup(words.join(' '))).toBe(words.join(' '));
        },
      ),
    );
  });
});

describe('the language of a message', () => {
  it.each([
    ['en', 'Hi, what does the shipping cost to Spain, please?'],
    ['es', 'Hola, ¿cuánto cuesta el envío y cuándo llega?'],
    ['pt-BR', 'Olá, quanto custa o frete para uma caixa e quando chega?'],
    ['fr', 'Bonjour, combien coûte la livraison pour mon colis ?'],
    ['de', 'Hallo, was kostet der Versand und wann kommt mein Paket?'],
    ['id', 'Halo, berapa biaya kirim untuk paket saya dan kapan tiba?'],
    ['ar', 'مرحبا، كم تكلفة الشحن؟'],
    ['hi', 'नमस्ते, शिपिंग की कीमत क्या है?'],
    [null, 'ok 👍'],
    [null, 'Привет, сколько стоит доставка?'],
  ])('is %s: %s', (language, text) => expect(languageOf(text)).toBe(language));

  it('is another one only where that is certain', () => {
    expect(isOtherLanguage('Привет, сколько стоит доставка?', 'It is on its way to you.')).toBe(true);
    expect(isOtherLanguage('送料はいくらですか。教えてください', '配送料無料、三日以内配達')).toBe(false);
    expect(isOtherLanguage('👍', 'The parcel is on its way to you.')).toBe(false);
  });
});
