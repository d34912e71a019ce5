/** Texts that Meta refuses, and the code of each refusal. */
import { describe, expect, it } from 'vitest';
import {
  badBody,
  badFooter,
  badHeader,
  body,
  buttons,
  copy,
  edge,
  flow,
  footer,
  type Given,
  header,
  media,
  missing,
  numbering,
  one,
  phone,
  plain,
  plainCode,
  ratio,
  refusalOf,
  reply,
  sample,
  samples,
  tooLong,
  url,
  words,
} from './support/rules.ts';

describe('a template that Meta takes', () => {
  it.each<[string, Given]>([
    ['a body alone', { components: [plain] }],
    ['types in lower case', { components: [{ type: 'body', text: words }] }],
    ['a body of 1,024 characters', { components: [body('word '.repeat(204).trim().padEnd(1_024, 'x'))] }],
    [
      'numbered variables',
      { components: [body(`Hello {{1}}, ${words} on {{2}} at your door`, samples('Ada', 'Monday'))] },
    ],
    [
      'a variable that occurs twice',
      { components: [body(`Hello {{1}}, ${words}, dear {{1}} and all`, samples('Ada'))] },
    ],
    ['a single sample as a text', { components: [body(`Hello {{1}}, ${words}`, { body_text: 'Ada' })] }],
    [
      'a single sample as a flat list',
      { components: [body(`Hello {{1}}, ${words}`, { body_text: ['Ada'] })] },
    ],
    [
      'named variables',
      {
        format: 'NAMED',
        components: [
          body(`Hello {{first_name}}, ${words}`, {
            body_text_named_params: [{ param_name: 'first_name', example: 'Ada' }],
          }),
        ],
      },
    ],
    [
      'named variables without parameter_format, which the review rejects',
      { components: [body(`Hello {{first_name}}, ${words}`, samples('Ada'))] },
    ],
    [
      'variables that follow each other, which the review rejects',
      { components: [body(`Hello {{1}} {{2}}, ${words} tomorrow`, samples('Ada', 'Okafor'))] },
    ],
    [
      'a header with a variable',
      { components: [header('Order {{1}} has left', { header_text: ['4711'] }), plain] },
    ],
    ['a header with a picture', { components: [media('IMAGE', 'picture'), plain] }],
    ['a header with a video', { components: [media('VIDEO', 'film'), plain] }],
    ['a header with a document', { components: [media('DOCUMENT', 'paper'), plain] }],
    ['a header with a place', { components: [media('LOCATION'), plain], category: 'UTILITY' }],
    ['a footer of 60 characters', one(footer('x'.repeat(60)))],
    ['ten quick replies', one(buttons(...Array.from({ length: 10 }, (_, index) => reply(`Reply ${index}`))))],
    ['replies, then other buttons', one(buttons(reply('A'), reply('B'), url(), phone()))],
    ['other buttons, then replies', one(buttons(url(), phone(), reply('A'), reply('B')))],
    [
      'a link with a variable and its whole example',
      one(buttons(url({ url: 'https://shop.example/{{1}}', example: ['https://shop.example/blue'] }))),
    ],
    [
      'a link with a variable and the end as its example',
      one(buttons(url({ url: 'https://shop.example/{{1}}', example: ['blue'] }))),
    ],
    ['a code to copy', one(buttons(copy()))],
    ['a code to copy with its example in a list', one(buttons(copy(['CLAY10'])))],
    ['a Flow by its name', one(buttons(flow({ flow_name: 'booking', flow_action: 'data_exchange' })))],
    ['a call beside a link', one(buttons({ type: 'VOICE_CALL', text: 'Call us' }, url()))],
    ['a request for the phone number', one(buttons({ type: 'REQUEST_CONTACT_INFO' }))],
    [
      'a permission to call',
      { components: [plain, { type: 'CALL_PERMISSION_REQUEST' }], category: 'UTILITY' },
    ],
    [
      'the status of an order',
      { components: [plain, footer('Thanks')], category: 'UTILITY', sub_category: 'ORDER_STATUS' },
    ],
    [
      'an order to pay',
      {
        components: [plain, buttons({ type: 'ORDER_DETAILS', text: 'Review and Pay' })],
        category: 'UTILITY',
      },
    ],
  ])('%s', (_, given) => {
    expect(refusalOf(given)).toBeNull();
  });
});

describe('a text that Meta refuses', () => {
  it.each<[string, Given, number]>([
    ['no body', { components: [footer('Thanks')] }, missing],
    ['two bodies', { components: [plain, plain] }, 100],
    ['an unknown component', one({ type: 'PICTURE' }), 100],
    ['an unknown key', one({ type: 'FOOTER', text: 'x', color: 'red' }), 100],
    ['an empty body', { components: [body(' ')] }, badBody],
    ['a body of 1,025 characters', { components: [body('x'.repeat(1_025))] }, tooLong],
    ['a header of 61 characters', { components: [header('x'.repeat(61)), plain] }, tooLong],
    ['a footer of 61 characters', one(footer('x'.repeat(61))), tooLong],
    ['a header of an unknown format', { components: [media('GIF', 'film'), plain] }, badHeader],
    [
      'a header with a format but no text',
      { components: [{ type: 'HEADER', format: 'TEXT' }, plain] },
      badHeader,
    ],
    [
      'a picture with a text',
      { components: [{ ...media('IMAGE', 'picture'), text: 'x' }, plain] },
      badHeader,
    ],
    [
      'a header with two variables',
      { components: [header('Order {{1}} of {{2}} has left', { header_text: ['1', '2'] }), plain] },
      badHeader,
    ],
    ['a header with bold text', { components: [header('*Order* has left'), plain] }, badHeader],
    ['a header with emoji', { components: [header('Order has left 🎉'), plain] }, badHeader],
    ['a footer with a variable', one(footer('Thanks {{1}}')), badFooter],
    ['an empty footer', one(footer('')), badFooter],
    ['five spaces in a row', { components: [body('Your     order')] }, badBody],
    ['three line breaks in a row', { components: [body('Your order\n\n\nhas left')] }, badBody],
    ['a space at the end', { components: [body(`${words} `)] }, badBody],
    ['single braces', { components: [body(`Hello {1}, ${words}`)] }, badBody],
    ['a variable in capitals', { components: [body(`Hello {{Name}}, ${words}`)] }, badBody],
    ['a variable with a space', { components: [body(`Hello {{ 1 }}, ${words}`)] }, badBody],
    [
      'numbers and names in one body',
      { components: [body(`Hello {{1}} and {{name}}, ${words} today`, samples('1', '2'))] },
      badBody,
    ],
    [
      'numbers in a template with names',
      { components: [body(`Hello {{1}}, ${words}`, samples('Ada'))], format: 'NAMED' },
      badBody,
    ],
    [
      'a gap in the numbers',
      { components: [body(`Hello {{1}}, ${words} on {{3}} at your door`, samples('Ada', 'Monday'))] },
      numbering,
    ],
    ['numbers from 2', { components: [body(`Hello {{2}}, ${words}`, samples('Ada'))] }, numbering],
    ['a variable at the start', { components: [body(`{{1}}, ${words}`, samples('Ada'))] }, edge],
    ['a variable at the end', { components: [body(`${words} on {{1}}`, samples('Monday'))] }, edge],
    [
      'a variable before the last full stop',
      { components: [body(`${words} on {{1}}.`, samples('Monday'))] },
      edge,
    ],
    [
      'a variable before the last emoji',
      { components: [body(`${words} on {{1}} 🎉!`, samples('Monday'))] },
      edge,
    ],
    [
      'three words for a variable',
      { components: [body('Hello {{1}}, welcome back', samples('Ada'))] },
      ratio,
    ],
    [
      'six words for two variables',
      { components: [body('Hello {{1}}, it arrives {{2}} at your', samples('Ada', 'today'))] },
      ratio,
    ],
    ['variables without samples', { components: [body(`Hello {{1}}, ${words}`)] }, missing],
    ['an empty sample', { components: [body(`Hello {{1}}, ${words}`, samples(' '))] }, missing],
    [
      'too few samples',
      { components: [body(`Hello {{1}}, ${words} on {{2}} at your door`, samples('Ada'))] },
      missing,
    ],
    ['too many samples', { components: [body(`Hello {{1}}, ${words}`, samples('Ada', 'Bo'))] }, missing],
    [
      'a sample of another name',
      {
        format: 'NAMED',
        components: [
          body(`Hello {{first}}, ${words}`, {
            body_text_named_params: [{ param_name: 'last', example: 'A' }],
          }),
        ],
      },
      missing,
    ],
    [
      'numbered samples for names',
      { format: 'NAMED', components: [body(`Hello {{first}}, ${words}`, samples('Ada'))] },
      missing,
    ],
    ['a sample without a variable', { components: [body(words, samples('Ada'))] }, missing],
    ['a header variable without a sample', { components: [header('Order {{1}} left'), plain] }, missing],
    ['a picture without a sample', { components: [media('IMAGE'), plain] }, sample],
    [
      'a web address as a sample',
      { components: [media('IMAGE', 'https://shop.example/a.jpg'), plain] },
      sample,
    ],
    ['the sample of another kind of file', { components: [media('VIDEO', 'picture'), plain] }, sample],
  ])('%s', (_, given, code) => {
    expect(refusalOf(given)).toBe(code);
  });
});

describe('the order of the checks', () => {
  it('finds a wrong component before a long text, a long text before a variable, and that before a missing sample', () => {
    const long = 'x'.repeat(61);
    expect(refusalOf({ components: [header(long), body('{{1}} x'), { type: 'PICTURE' }] })).toBe(plainCode);
    expect(refusalOf({ components: [header(long), body('{{1}} x')] })).toBe(tooLong);
    expect(refusalOf({ components: [media('IMAGE'), body('{{1}} x')] })).toBe(edge);
    expect(refusalOf({ components: [media('IMAGE'), plain, buttons({ type: 'QUICK_REPLY' })] })).toBe(sample);
  });
});
