/** Authentication, offers, carousels and products: what each can have. */
import { describe, expect, it } from 'vitest';
import {
  badBody,
  badFooter,
  badHeader,
  body,
  buttons,
  copy,
  footer,
  type Given,
  header,
  type Json,
  media,
  missing,
  one,
  plain,
  refusalOf,
  reply,
  sample,
  tooLong,
  url,
  words,
} from './support/rules.ts';

describe('an authentication template', () => {
  const app = { package_name: 'com.example.app', signature_hash: 'K8a/AINcGX7' };
  const otp = (more: Json = {}) => buttons({ type: 'OTP', otp_type: 'COPY_CODE', ...more });
  const codeBody = { type: 'BODY', add_security_recommendation: true };
  const code = (...components: Json[]): Given => ({ category: 'AUTHENTICATION', components });
  const tap = (apps: unknown[], more: Json = {}) =>
    code(codeBody, otp({ otp_type: 'ONE_TAP', supported_apps: apps, ...more }));

  it.each<[string, Given]>([
    ['a button that copies the code', code(codeBody, otp())],
    ['an expiry', code(codeBody, { type: 'FOOTER', code_expiration_minutes: 90 }, otp())],
    ['one tap', tap([app])],
    ['zero taps', tap([app], { otp_type: 'ZERO_TAP', zero_tap_terms_accepted: true })],
    ['a label in its language', { ...code(codeBody, otp({ text: 'Code kopieren' })), language: 'de' }],
  ])('can have %s', (_, given) => {
    expect(refusalOf(given)).toBeNull();
  });

  it.each<[string, Given, number]>([
    ['a text', code({ ...codeBody, text: words }, otp()), badBody],
    ['a header', code(header('Code'), codeBody, otp()), 100],
    ['a text in the footer', code(codeBody, footer('Soon'), otp()), badFooter],
    [
      'an expiry of 91 minutes',
      code(codeBody, { type: 'FOOTER', code_expiration_minutes: 91 }, otp()),
      badFooter,
    ],
    ['no button', code(codeBody), 100],
    ['a link', code(codeBody, buttons(url())), 100],
    ['an unknown kind of button', code(codeBody, otp({ otp_type: 'SHAKE' })), missing],
    ['a label of 26 characters', code(codeBody, otp({ text: 'x'.repeat(26) })), tooLong],
    ['an English label in German', { ...code(codeBody, otp({ text: 'Copy code' })), language: 'de' }, 100],
    ['one tap without an app', tap([]), missing],
    ['six apps', tap(Array.from({ length: 6 }, () => app)), missing],
    ['a package of one segment', tap([{ ...app, package_name: 'app' }]), missing],
    ['a package whose segment begins with a digit', tap([{ ...app, package_name: 'com.1app' }]), missing],
    ['a hash of 10 characters', tap([{ ...app, signature_hash: 'K8a/AINcGX' }]), missing],
    ['zero taps without accepted terms', tap([app], { otp_type: 'ZERO_TAP' }), missing],
  ])('cannot have %s', (_, given, expected) => {
    expect(refusalOf(given)).toBe(expected);
  });
});

describe('an offer', () => {
  const offer = (text = 'Only today') => ({
    type: 'LIMITED_TIME_OFFER',
    limited_time_offer: { text, has_expiration: true },
  });
  const withOffer = (...components: Json[]): Given => ({ components: [plain, offer(), ...components] });
  it.each<[string, Given]>([
    ['a code and a link', withOffer(buttons(copy(), url()))],
    ['a link only', withOffer(buttons(url()))],
    [
      'a picture',
      { components: [media('IMAGE', 'picture'), ...withOffer(buttons(copy(), url())).components] },
    ],
  ])('can have %s', (_, given) => {
    expect(refusalOf(given)).toBeNull();
  });
  it.each<[string, Given, number]>([
    ['a footer', withOffer(footer('x'), buttons(url())), 100],
    ['a link before the code', withOffer(buttons(url(), copy())), 100],
    ['no button', withOffer(), 100],
    ['a quick reply', withOffer(buttons(reply('A'))), 100],
    [
      'a document',
      { components: [media('DOCUMENT', 'paper'), ...withOffer(buttons(url())).components] },
      100,
    ],
    ['a text of 17 characters', { components: [plain, offer('x'.repeat(17)), buttons(url())] }, tooLong],
    ['a body of 601 characters', { components: [body('x'.repeat(601)), offer(), buttons(url())] }, tooLong],
    ['another category', { ...withOffer(buttons(url())), category: 'UTILITY' }, 100],
  ])('cannot have %s', (_, given, code) => {
    expect(refusalOf(given)).toBe(code);
  });
});

describe('a carousel', () => {
  const card = (...components: Json[]) => ({ components });
  const usualCard = () =>
    card(media('IMAGE', 'picture'), body('A blue bowl for every day'), buttons(reply('Buy'), url()));
  const cards = (...all: unknown[]): Given => ({ components: [plain, { type: 'CAROUSEL', cards: all }] });
  const product = () => card(media('PRODUCT'), buttons({ type: 'SPM', text: 'View' }));
  it.each<[string, Given]>([
    ['two cards', cards(usualCard(), usualCard())],
    ['ten cards', cards(...Array.from({ length: 10 }, usualCard))],
    [
      'cards without bodies',
      cards(
        card(media('VIDEO', 'film'), buttons(reply('A'))),
        card(media('VIDEO', 'film'), buttons(reply('A'))),
      ),
    ],
    ['two products', cards(product(), product())],
  ])('can have %s', (_, given) => {
    expect(refusalOf(given)).toBeNull();
  });
  it.each<[string, Given, number]>([
    ['one card', cards(usualCard()), 100],
    ['eleven cards', cards(...Array.from({ length: 11 }, usualCard)), 100],
    [
      'a body on one card only',
      cards(usualCard(), card(media('IMAGE', 'picture'), buttons(reply('Buy'), url()))),
      100,
    ],
    [
      'cards with other buttons',
      cards(
        usualCard(),
        card(media('IMAGE', 'picture'), body('A blue bowl for all'), buttons(url(), reply('Buy'))),
      ),
      100,
    ],
    [
      'a picture and a video',
      cards(
        usualCard(),
        card(media('VIDEO', 'film'), body('A blue bowl for all'), buttons(reply('Buy'), url())),
      ),
      100,
    ],
    [
      'three buttons on a card',
      cards(
        card(media('IMAGE', 'picture'), buttons(reply('A'), reply('B'), url())),
        card(media('IMAGE', 'picture'), buttons(reply('A'), reply('B'), url())),
      ),
      100,
    ],
    ['a card without a button', cards(card(media('IMAGE', 'picture')), card(media('IMAGE', 'picture'))), 100],
    [
      'a card with a text on top',
      cards(card(header('A'), buttons(url())), card(header('A'), buttons(url()))),
      badHeader,
    ],
    [
      'a card whose text has 161 characters',
      cards(
        card(media('IMAGE', 'picture'), body('x'.repeat(161)), buttons(url())),
        card(media('IMAGE', 'picture'), body('x'), buttons(url())),
      ),
      tooLong,
    ],
    [
      'a card without its sample',
      cards(card(media('IMAGE'), buttons(url())), card(media('IMAGE'), buttons(url()))),
      sample,
    ],
    ['three products', cards(product(), product(), product()), 100],
    ['a footer', { components: [...cards(usualCard(), usualCard()).components, footer('x')] }, 100],
    ['another category', { ...cards(usualCard(), usualCard()), category: 'UTILITY' }, 100],
  ])('cannot have %s', (_, given, code) => {
    expect(refusalOf(given)).toBe(code);
  });
});

describe('a template with products', () => {
  const catalog = buttons({ type: 'CATALOG', text: 'View catalog' });
  const several = buttons({ type: 'MPM', text: 'View items' });
  const single = buttons({ type: 'SPM', text: 'View' });
  it.each<[string, Given]>([
    ['a catalog', one(catalog)],
    ['several products', { components: [header('New bowls'), plain, several] }],
    ['one product', { components: [media('PRODUCT'), plain, single] }],
  ])('can have %s', (_, given) => {
    expect(refusalOf(given)).toBeNull();
  });
  it.each<[string, Given, number]>([
    ['no catalog at all', { ...one(catalog), hasCatalog: false }, 100],
    ['another text on the button', one(buttons({ type: 'CATALOG', text: 'Shop' })), 100],
    ['several products without a header', one(several), 100],
    ['one product without its header', one(single), 100],
    ['a product on top of nothing', { components: [media('PRODUCT'), plain] }, 100],
    [
      'a body of 161 characters below one product',
      { components: [media('PRODUCT'), body('x'.repeat(161)), single] },
      tooLong,
    ],
    ['another category', { ...one(catalog), category: 'UTILITY' }, 100],
  ])('cannot have %s', (_, given, code) => {
    expect(refusalOf(given)).toBe(code);
  });
});
