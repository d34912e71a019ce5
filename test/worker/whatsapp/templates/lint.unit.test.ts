import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDefinition } from '../../../../worker/whatsapp/templates/definition.ts';
import { templateLanguages } from '../../../../worker/whatsapp/templates/languages.ts';
import { lintTemplate, type TemplateContext } from '../../../../worker/whatsapp/templates/lint.ts';

type Parts = readonly Record<string, unknown>[];

const text = 'Your order {{1}} is ready, and you can collect it in our shop until six.';
const body = { type: 'BODY', text, example: { body_text: [['A-17']] } };
const codeButton = { type: 'COPY_CODE', example: 'SAVE10' };
const link = { type: 'URL', text: 'Open', url: 'https://shop.example.com/orders' };
const reply = (words: string) => ({ type: 'QUICK_REPLY', text: words });
const buttons = (...all: object[]) => ({ type: 'BUTTONS', buttons: all });

function definition(components: Parts, change: object = {}) {
  const read = readDefinition({
    ...{ name: 'order_ready', language: 'en', category: 'UTILITY', components },
    ...change,
  });
  if (!read) throw new Error('This is no template.');
  return read;
}

function problems(components: Parts, change: object = {}, context?: TemplateContext): string[] {
  return lintTemplate(definition(components, change), context).map(
    ({ severity, place, code }) => `${severity === 'error' ? '' : 'maybe '}${place} ${code}`,
  );
}

const withText = (words: string, samples: string[] = []) => [
  { type: 'BODY', text: words, ...(samples.length > 0 && { example: { body_text: [samples] } }) },
];

describe('a template that Meta takes has no problem', () => {
  it.each<[string, Parts, object?]>([
    ['with a text alone', [{ type: 'BODY', text: 'We are closed on Monday.' }]],
    ['with a variable and its example', [body]],
    [
      'with a named variable',
      [
        {
          type: 'BODY',
          text: 'Your order {{order_id}} is ready, and you can collect it in our shop until six.',
          example: { body_text_named_params: [{ param_name: 'order_id', example: 'A-17' }] },
        },
      ],
      { parameter_format: 'NAMED' },
    ],
    [
      'with every part in lower case, as requests may have it',
      [
        { type: 'header', format: 'text', text: 'Your order' },
        body,
        { type: 'footer', text: 'Kiln Ceramics' },
        { type: 'buttons', buttons: [{ type: 'url', text: 'Open', url: 'https://example.com' }] },
      ],
      { category: 'utility' },
    ],
    [
      'with a picture and its handle',
      [{ type: 'HEADER', format: 'IMAGE', example: { header_handle: ['4::abc'] } }, body],
    ],
    ['with a location', [{ type: 'HEADER', format: 'LOCATION' }, body]],
    [
      'with a variable at the end of an address',
      [
        body,
        buttons({ ...link, url: 'https://shop.example.com/{{1}}', example: 'https://shop.example.com/17' }),
      ],
    ],
    ['with a request to call', [body, { type: 'CALL_PERMISSION_REQUEST' }]],
    [
      'for a code',
      [
        { type: 'BODY', add_security_recommendation: true },
        { type: 'FOOTER', code_expiration_minutes: 10 },
        buttons({ type: 'OTP', otp_type: 'COPY_CODE' }),
      ],
      { category: 'AUTHENTICATION' },
    ],
    [
      'for a code that the app fills in',
      [
        { type: 'BODY' },
        buttons({
          ...{ type: 'OTP', otp_type: 'ZERO_TAP', zero_tap_terms_accepted: true },
          supported_apps: [{ package_name: 'com.example.app', signature_hash: 'K8a/AINcGX7' }],
        }),
      ],
      { category: 'AUTHENTICATION' },
    ],
    [
      'for the catalogue',
      [body, buttons({ type: 'CATALOG', text: 'View catalog' })],
      { category: 'MARKETING' },
    ],
    [
      'for several products',
      [
        { type: 'HEADER', format: 'TEXT', text: 'New bowls' },
        body,
        buttons({ type: 'MPM', text: 'View items' }),
      ],
      { category: 'MARKETING' },
    ],
    [
      'for one product',
      [{ type: 'HEADER', format: 'PRODUCT' }, body, buttons({ type: 'SPM', text: 'View' })],
      { category: 'MARKETING' },
    ],
  ])('%s', (_, components, change) => {
    expect(problems(components, change)).toEqual([]);
  });
});

describe('a problem is found at its place', () => {
  it.each<[string, string, Parts, object?]>([
    ['a name in capitals', 'name name_form', [body], { name: 'Order' }],
    ['no name', 'name name_missing', [body], { name: '' }],
    ['a name of 513 characters', 'name name_too_long', [body], { name: 'a'.repeat(513) }],
    ['a language that Meta has not', 'language language_unknown', [body], { language: 'ar_SA' }],
    ['a language in another case', 'language language_unknown', [body], { language: 'en_us' }],
    ['no body', 'body body_missing', []],
    ['an empty body', 'body body_missing', withText('  ')],
    ['a body of 1,025 characters', 'body body_too_long', withText(`${'a '.repeat(512)}b`)],
    ['two bodies', 'body part_twice', [body, body]],
    ['five spaces in a row', 'body many_spaces', withText('We are     closed.')],
    ['two empty lines', 'body many_line_breaks', withText('We\n\n\nare closed.')],
    ['a space at the end', 'body blank_edges', withText('We are closed. ')],
    [
      'a variable with single braces',
      'body variable_broken',
      withText('Dear {name} of ours, we are closed.'),
    ],
    ['a variable in capitals', 'body variable_broken', withText('Dear {{Name}} of ours, we are closed.')],
    [
      'a named variable among numbers',
      'body variable_named',
      withText('Dear {{name}} of ours, we are closed.', ['x']),
    ],
    ['a gap in the numbers', 'body variable_gap', withText('Dear {{2}} of ours, we are closed.', ['x'])],
    [
      'a variable at the beginning',
      'body variable_first',
      withText('{{1}}, we are closed on Monday.', ['x']),
    ],
    [
      'only an emoji before the variable',
      'body variable_first',
      withText('🎉 {{1}} we are closed on Monday.', ['x']),
    ],
    ['a variable at the end', 'body variable_last', withText('We are closed from {{1}}.', ['x'])],
    [
      'two variables in a row',
      'body variables_adjacent',
      withText('We are closed on {{1}} {{2}} and are back on Tuesday at nine.', ['x', 'y']),
    ],
    ['few words', 'body few_words', withText('Hello {{1}} there.', ['x'])],
    ['no example', 'body.1 sample_missing', withText(text)],
    ['an empty example', 'body.1 sample_missing', withText(text, [' '])],
    [
      'one example too many',
      'body sample_unused',
      [{ ...body, example: { body_text_named_params: [{ param_name: 'a', example: 'b' }] } }],
    ],
    [
      'a header of 61 characters',
      'header header_too_long',
      [{ type: 'HEADER', format: 'TEXT', text: 'a'.repeat(61) }, body],
    ],
    [
      'an emoji in the header',
      'header header_emoji',
      [{ type: 'HEADER', format: 'TEXT', text: 'News 🎉' }, body],
    ],
    [
      'bold in the header',
      'header header_formatting',
      [{ type: 'HEADER', format: 'TEXT', text: '*News*' }, body],
    ],
    [
      'two variables in the header',
      'header header_variables',
      [
        {
          type: 'HEADER',
          format: 'TEXT',
          text: 'From {{1}} to {{2}} only',
          example: { header_text: ['a', 'b'] },
        },
        body,
      ],
    ],
    [
      'a picture without an example',
      'header header_sample_missing',
      [{ type: 'HEADER', format: 'IMAGE' }, body],
    ],
    ['a footer of 61 characters', 'footer footer_too_long', [body, { type: 'FOOTER', text: 'a'.repeat(61) }]],
    ['a variable in the footer', 'footer footer_variable', [body, { type: 'FOOTER', text: 'For {{1}}' }]],
    [
      'eleven buttons',
      'buttons too_many_buttons',
      [body, buttons(...Array.from({ length: 11 }, (_, index) => reply(`B${index}`)))],
    ],
    [
      'three links',
      'buttons too_many_of_kind',
      [body, buttons(link, { ...link, text: 'B' }, { ...link, text: 'C' })],
    ],
    [
      'a reply between links',
      'buttons buttons_interleaved',
      [body, buttons(link, reply('Yes'), { ...link, text: 'B' })],
    ],
    [
      'a button with 26 characters',
      'buttons.0.text button_text_too_long',
      [body, buttons(reply('a'.repeat(26)))],
    ],
    ['an emoji in a button', 'buttons.0.text button_text_emoji', [body, buttons(reply('Yes 👍'))]],
    ['two buttons with one text', 'buttons same_button_texts', [body, buttons(reply('Yes'), reply('Yes'))]],
    [
      'a link to WhatsApp',
      'buttons.0.url url_whatsapp',
      [body, buttons({ ...link, url: 'https://wa.me/15550100' })],
    ],
    [
      'a link to this machine',
      'buttons.0.url url_host',
      [body, buttons({ ...link, url: 'http://localhost:8787/' })],
    ],
    [
      'a variable in the middle of a link',
      'buttons.0.url url_variable',
      [body, buttons({ ...link, url: 'https://a.example.com/{{1}}/b' })],
    ],
    [
      'a variable link without an example',
      'buttons.0.example url_sample_missing',
      [body, buttons({ ...link, url: 'https://a.example.com/{{1}}' })],
    ],
    ['no address', 'buttons.0.url url_form', [body, buttons({ ...link, url: 'shop' })]],
    [
      'a phone number without its country',
      'buttons.0.phone_number phone_form',
      [body, buttons({ type: 'PHONE_NUMBER', text: 'Call', phone_number: '12' })],
    ],
    ['a coupon in a utility template', 'buttons.0 button_category', [body, buttons(codeButton)]],
    [
      'a code of 16 characters',
      'buttons.0.example code_too_long',
      [body, buttons({ type: 'COPY_CODE', example: 'a'.repeat(16) })],
      { category: 'MARKETING' },
    ],
    [
      'a catalogue button beside another',
      'buttons button_not_alone',
      [body, buttons({ type: 'CATALOG', text: 'View catalog' }, link)],
      { category: 'MARKETING' },
    ],
    [
      'a Flow without its id',
      'buttons.0.flow_id flow_source',
      [body, buttons({ type: 'FLOW', text: 'Book' })],
    ],
    [
      'a text in an authentication template',
      'body authentication_text',
      [{ type: 'BODY', text: 'Your code' }, buttons({ type: 'OTP', otp_type: 'COPY_CODE' })],
      { category: 'AUTHENTICATION' },
    ],
    [
      '91 minutes',
      'footer expiry_range',
      [
        { type: 'BODY' },
        { type: 'FOOTER', code_expiration_minutes: 91 },
        buttons({ type: 'OTP', otp_type: 'COPY_CODE' }),
      ],
      { category: 'AUTHENTICATION' },
    ],
    ['a code without a button', 'buttons otp_missing', [{ type: 'BODY' }], { category: 'AUTHENTICATION' }],
    [
      'a signature hash of 10 characters',
      'buttons.0.supported_apps.0.signature_hash signature_hash_form',
      [
        { type: 'BODY' },
        buttons({
          type: 'OTP',
          otp_type: 'ONE_TAP',
          supported_apps: [{ package_name: 'a.b', signature_hash: 'a'.repeat(10) }],
        }),
      ],
      { category: 'AUTHENTICATION' },
    ],
    [
      'zero tap without the terms',
      'buttons.0.zero_tap_terms_accepted zero_tap_terms',
      [
        { type: 'BODY' },
        buttons({
          type: 'OTP',
          otp_type: 'ZERO_TAP',
          supported_apps: [{ package_name: 'a.b', signature_hash: 'a'.repeat(11) }],
        }),
      ],
      { category: 'AUTHENTICATION' },
    ],
    [
      'a lifetime of a second',
      'message_send_ttl_seconds lifetime_range',
      [body],
      { message_send_ttl_seconds: 1 },
    ],
  ])('%s', (_, problem, components, change) => {
    expect(problems(components, change)).toContain(problem);
  });
});

describe('offers and cards', () => {
  const offer = {
    type: 'LIMITED_TIME_OFFER',
    limited_time_offer: { text: 'Ends soon', has_expiration: true },
  };
  const marketing = { category: 'MARKETING' };
  const errors = (components: Parts) =>
    problems(components, marketing).filter((problem) => !problem.startsWith('maybe'));
  const card = (...parts: object[]) => ({
    components: [{ type: 'HEADER', format: 'IMAGE', example: { header_handle: ['h'] } }, ...parts],
  });
  const carousel = (...cards: object[]) => [
    { type: 'BODY', text: 'Our new bowls.' },
    { type: 'CAROUSEL', cards },
  ];

  it('an offer has a code and an address', () => {
    expect(errors([body, offer, buttons(codeButton, link)])).toEqual([]);
    expect(errors([body, offer, buttons(link)])).toEqual(['buttons offer_needs_code']);
  });

  it('an offer has no footer, and sixteen characters', () => {
    const long = { type: 'LIMITED_TIME_OFFER', limited_time_offer: { text: 'a'.repeat(17) } };
    expect(errors([body, long, { type: 'FOOTER', text: 'Bye' }, buttons(codeButton, link)])).toEqual([
      'offer offer_text_too_long',
      'footer offer_footer',
    ]);
  });

  it('two to ten cards have the same parts', () => {
    const one = card(buttons(link));
    expect(errors(carousel(one, one))).toEqual([]);
    expect(errors(carousel(one))).toEqual(['cards card_count']);
    expect(errors(carousel(one, card(buttons(reply('Yes')))))).toEqual(['cards cards_differ']);
  });

  it('a problem in a card is at that card', () => {
    expect(errors(carousel(card(buttons(link)), card(buttons({ ...link, url: '' }))))).toEqual([
      'cards.1.buttons.0.url url_missing',
    ]);
  });

  it('product cards are two, without a text', () => {
    const product = {
      components: [{ type: 'HEADER', format: 'PRODUCT' }, buttons({ type: 'SPM', text: 'View' })],
    };
    expect(errors(carousel(product, product))).toEqual([]);
    expect(errors(carousel(product, product, product))).toEqual(['cards product_card_count']);
  });
});

describe('the account', () => {
  const context: TemplateContext = {
    others: [{ name: 'order_ready', language: 'de', category: 'UTILITY', body: text, footer: '' }],
    blockedNames: new Map([['gone', Date.UTC(2100, 0, 31)]]),
    isBusinessVerified: false,
    hasCatalog: false,
  };

  it('has a name once in each language', () => {
    expect(problems([body], { language: 'de' }, context)).toContain('name name_taken');
    expect(problems([body], {}, context)).toEqual([]);
  });

  it('has a text once in each language', () => {
    expect(problems([body], { language: 'de', name: 'other' }, context)).toEqual(['body body_taken']);
  });

  it('cannot use the name of a deleted template', () => {
    expect(problems([body], { name: 'gone' }, context)).toEqual(['name name_blocked']);
  });

  it('has no authentication templates before its business is verified', () => {
    const code = [{ type: 'BODY' }, buttons({ type: 'OTP', otp_type: 'COPY_CODE' })];
    expect(problems(code, { category: 'AUTHENTICATION' }, context)).toEqual(['category business_unverified']);
  });

  it('has to connect a catalogue before products are sent', () => {
    expect(
      problems(
        [body, buttons({ type: 'CATALOG', text: 'View catalog' })],
        { category: 'MARKETING' },
        context,
      ),
    ).toEqual(['maybe buttons catalog_missing']);
  });
});

describe('a warning says what is easy to miss', () => {
  it.each([
    ['en', 'We have a discount for you this week.'],
    ['de', 'Diese Woche gibt es Rabatt auf alles.'],
    ['fr', 'Une réduction vous attend cette semaine.'],
    ['ar', 'لدينا خصم لكم هذا الأسبوع.'],
    ['hi', 'इस सप्ताह आपके लिए छूट है।'],
    ['ja', '今週は20%オフです。'],
  ])('a promotion in a utility template (%s)', (language, words) => {
    expect(problems(withText(words), { language })).toEqual(['maybe category looks_like_marketing']);
    expect(problems(withText(words), { language, category: 'MARKETING' })).toEqual([]);
  });

  it('a code for signing in outside authentication', () => {
    expect(problems(withText('Your verification code is here.'))).toEqual(['maybe category looks_like_code']);
  });

  it('buttons that a computer does not show', () => {
    expect(problems([body, buttons(link, reply('Yes'))])).toEqual(['maybe buttons hidden_on_desktop']);
    expect(problems([body, buttons(...['A', 'B', 'C'].map(reply))])).toEqual([]);
    expect(problems([body, buttons(...['A', 'B', 'C', 'D'].map(reply))])).toEqual([
      'maybe buttons hidden_on_desktop',
    ]);
  });

  it('a part that is not known here', () => {
    expect(problems([body, { type: 'TAP_TARGET_CONFIGURATION', tap: [] }])).toEqual([
      'maybe tap_target_configuration part_unknown',
    ]);
  });
});

it('any definition is answered, whatever is in it', () => {
  const part = fc.record(
    {
      type: fc.constantFrom(
        'HEADER',
        'BODY',
        'FOOTER',
        'BUTTONS',
        'CAROUSEL',
        'LIMITED_TIME_OFFER',
        'GREETING',
      ),
      format: fc.constantFrom('TEXT', 'IMAGE', 'PRODUCT', 'ODD'),
      text: fc.string({ unit: 'grapheme' }),
      buttons: fc.array(
        fc.record({
          type: fc.constantFrom('URL', 'QUICK_REPLY', 'OTP', 'NEW'),
          text: fc.string(),
          url: fc.webUrl(),
        }),
      ),
      cards: fc.constant([{ components: [{ type: 'BODY', text: 'x' }] }]),
    },
    { requiredKeys: ['type'] },
  );
  fc.assert(
    fc.property(
      fc.array(part),
      fc.constantFrom(...templateLanguages),
      fc.constantFrom('UTILITY', 'MARKETING', 'AUTHENTICATION'),
      (components, language, category) => {
        const read = readDefinition({ name: 'a', language, category, components });
        if (read) expect(Array.isArray(lintTemplate(read))).toBe(true);
      },
    ),
    { numRuns: 30 },
  );
});
