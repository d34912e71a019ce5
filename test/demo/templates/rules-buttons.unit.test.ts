/** Buttons that Meta refuses, and rules that sources disagree about. */
import { describe, expect, it } from 'vitest';
import type { TemplateSwitches } from '../../../demo/cloud-api/templates/switches.ts';
import {
  badPhone,
  badUrl,
  body,
  buttons,
  copy,
  flow,
  footer,
  type Given,
  header,
  missing,
  one,
  phone,
  plain,
  refusalOf,
  reply,
  samples,
  tooLong,
  url,
  whatsAppLink,
  words,
} from './support/rules.ts';

describe('buttons that Meta refuses', () => {
  it.each<[string, Given, number]>([
    ['no buttons', one(buttons()), 100],
    ['eleven buttons', one(buttons(...Array.from({ length: 11 }, (_, index) => reply(`R${index}`)))), 100],
    ['an unknown type', one(buttons({ type: 'PAYMENT', text: 'Pay' })), 100],
    ['three links', one(buttons(url(), url(), url())), 100],
    ['two calls', one(buttons(phone(), phone())), 100],
    ['two codes', one(buttons(copy(), copy())), 100],
    ['two Flows', one(buttons(flow(), flow())), 100],
    ['a link between replies', one(buttons(reply('A'), url(), reply('B'))), 100],
    ['a catalog beside a link', one(buttons({ type: 'CATALOG', text: 'View catalog' }, url())), 100],
    [
      'a button for a code in a template for marketing',
      one(buttons({ type: 'OTP', otp_type: 'COPY_CODE' })),
      100,
    ],
    ['a text of 26 characters', one(buttons(reply('x'.repeat(26)))), tooLong],
    [
      'an address of 2,001 characters',
      one(buttons(url({ url: `https://shop.example/${'x'.repeat(1_980)}` }))),
      tooLong,
    ],
    ['a code of 16 characters', one(buttons(copy('x'.repeat(16)))), tooLong],
    ['a phone number of 21 characters', one(buttons(phone(`+${'1'.repeat(20)}`))), tooLong],
    ['no text', one(buttons({ type: 'QUICK_REPLY' })), missing],
    ['a variable in the text', one(buttons(reply('Hello {{1}}'))), 100],
    ['an emoji in the text', one(buttons(reply('Yes 👍'))), 100],
    ['a text for the code', one(buttons({ ...copy(), text: 'Copy' })), 100],
    ['a code without an example', one(buttons({ type: 'COPY_CODE' })), missing],
    ['a code in a utility template', { ...one(buttons(copy())), category: 'UTILITY' }, 100],
    ['a link without an address', one(buttons({ type: 'URL', text: 'Open' })), missing],
    ['an address without scheme', one(buttons(url({ url: 'shop.example' }))), badUrl],
    ['an address on this machine', one(buttons(url({ url: 'http://localhost:8787/a' }))), badUrl],
    [
      'a variable in the middle of the address',
      one(buttons(url({ url: 'https://shop.example/{{1}}/a', example: ['x'] }))),
      badUrl,
    ],
    [
      'a second variable',
      one(buttons(url({ url: 'https://shop.example/{{1}}{{2}}', example: ['x'] }))),
      badUrl,
    ],
    [
      'a named variable',
      { ...one(buttons(url({ url: 'https://shop.example/{{path}}', example: ['x'] }))), format: 'NAMED' },
      badUrl,
    ],
    ['an address without its example', one(buttons(url({ url: 'https://shop.example/{{1}}' }))), missing],
    [
      'the example of another address',
      one(buttons(url({ url: 'https://shop.example/{{1}}', example: ['https://a.example/b'] }))),
      badUrl,
    ],
    ['a link to WhatsApp', one(buttons(url({ url: 'https://wa.me/15550783881' }))), whatsAppLink],
    ['a link to whatsapp.com', one(buttons(url({ url: 'https://api.whatsapp.com/send' }))), whatsAppLink],
    ['a phone number in words', one(buttons(phone('call us'))), badPhone],
    ['a phone number without country code', one(buttons(phone('0555078'))), badPhone],
    ['a Flow with an id and a name', one(buttons(flow({ flow_id: '1', flow_name: 'a' }))), missing],
    ['a Flow without either', one(buttons(flow({}))), missing],
    ['an unknown action of a Flow', one(buttons(flow({ flow_id: '1', flow_action: 'open' }))), 100],
  ])('%s', (_, given, code) => {
    expect(refusalOf(given)).toBe(code);
  });
});

describe('a rule that sources disagree about', () => {
  it.each<[string, Given, Partial<TemplateSwitches>]>([
    ['emoji in a header', { components: [header('Order has left 🎉'), plain] }, { checksHeaderEmoji: false }],
    ['emoji on a button', one(buttons(reply('Yes 👍'))), { checksButtonEmoji: false }],
    ['spaces in a row', { components: [body('Your     order')] }, { checksBlanks: false }],
    ['a needless example', { components: [body(words, samples('Ada'))] }, { refusesNeedlessExamples: false }],
    ['few words', { components: [body('Hello {{1}}, welcome', samples('Ada'))] }, { wordsPerVariable: 1 }],
    ['a variable in a footer', one(footer('Thanks {{1}}')), { allowsFooterVariables: true }],
    [
      'a code in a utility template',
      { ...one(buttons(copy())), category: 'UTILITY' },
      { allowsUtilityCodes: true },
    ],
    ['two Flows', one(buttons(flow(), flow())), { maxFlowButtons: 2 }],
    [
      'two calls',
      one(buttons({ type: 'VOICE_CALL', text: 'A' }, { type: 'VOICE_CALL', text: 'B' })),
      { maxCallButtons: 2 },
    ],
    [
      'a named variable in a link',
      { ...one(buttons(url({ url: 'https://shop.example/{{path}}', example: ['x'] }))), format: 'NAMED' },
      { requiresPositionalUrls: false },
    ],
  ])('refuses %s, unless its switch allows it', (_, given, switches) => {
    expect(refusalOf(given)).not.toBeNull();
    expect(refusalOf({ ...given, switches })).toBeNull();
  });
});
