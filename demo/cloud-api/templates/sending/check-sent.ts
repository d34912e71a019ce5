/** Checks a template message against the template that Meta has: its status, and each part and button. */
import { GraphApiError } from '../../graph/graph-error.ts';
import { type Component, componentOf } from '../components.ts';
import { valueTypesOf } from '../library/library.ts';
import { variablesIn } from '../rules/variables.ts';
import type { StoredTemplate } from '../template.ts';
import { checkSentButtons } from './check-buttons.ts';
import { checkSentHeader } from './check-header.ts';
import {
  checkFallback,
  checkLibraryValues,
  checkOffer,
  countError,
  formatError,
  type Products,
} from './check-parameters.ts';
import { readSentComponents, type SentComponent, type SentPart } from './sent-components.ts';
import { checkFilledLength, checkNames } from './template-values.ts';

interface Sent {
  name: string;
  language: { code: string };
  components?: readonly unknown[];
}

const maxCardBody = 160;
const violations = ['ABUSIVE_CONTENT', 'SCAM'];

/** `template` is null if the account has none with this name in this language. There is no fallback between languages. */
export function requireSendable(template: StoredTemplate | null, { name, language }: Sent): StoredTemplate {
  switch (template?.status) {
    case 'APPROVED':
      return template;
    case 'PAUSED':
      throw new GraphApiError(132015, `Template ${name} is paused.`);
    case 'DISABLED':
      throw new GraphApiError(132016, `Template ${name} is disabled.`);
    case 'REJECTED':
      if (violations.includes(template.rejected_reason))
        throw new GraphApiError(132007, `Template ${name} was rejected: ${template.rejected_reason}.`);
  }
  throw new GraphApiError(132001, `Template name (${name}) does not exist in ${language.code}.`);
}

/** `components` are the template's, as Meta lists them: the code of an authentication template is a link there. */
export function checkSentTemplate(
  template: StoredTemplate,
  components: readonly Component[],
  sent: readonly unknown[],
  products: Products,
  now: number,
): void {
  const given = readSentComponents(sent);
  checkNames(template.parameter_format, components, given);
  checkParts(components, given, { where: '', products, now });
  checkFilledLength(components, given);
  checkLibraryValues(valueTypesOf(template.library_template_name), given);
  if (template.category === 'AUTHENTICATION') checkCode(given);
  const carousel = componentOf(components, 'CAROUSEL');
  if (carousel) checkCards(carousel, given, products, now);
  else if (given.some(({ type }) => type === 'carousel')) throw countError('carousel', 1, 0);
}

interface Place {
  /** Names the card in errors. */
  where: string;
  products: Products;
  now: number;
}

function checkParts(parts: readonly Component[], given: readonly SentPart[], place: Place): void {
  const parametersOf = (type: string) =>
    given.filter((one) => one.type === type).flatMap((one) => one.parameters);
  checkSentHeader(componentOf(parts, 'HEADER'), parametersOf('header'), place.where, place.products);
  const expected = variablesIn(componentOf(parts, 'BODY')?.text ?? '').length;
  const values = parametersOf('body');
  if (values.length !== expected) throw countError(`${place.where}body`, values.length, expected);
  for (const value of values) checkFallback(value, `${place.where}body`);
  checkOffer(componentOf(parts, 'LIMITED_TIME_OFFER'), parametersOf('limited_time_offer'), place);
  checkSentButtons(componentOf(parts, 'BUTTONS')?.buttons ?? [], given, place.where, place.products);
}

/** A message has exactly the cards of the template; of products, it has 2 to 10. */
function checkCards(
  { cards = [] }: Component,
  given: readonly SentComponent[],
  products: Products,
  now: number,
): void {
  const sent = given.filter(({ type }) => type === 'carousel').flatMap((one) => one.cards);
  const isOfProducts = componentOf(cards[0]?.components ?? [], 'HEADER')?.format === 'PRODUCT';
  const isCount = isOfProducts ? sent.length >= 2 && sent.length <= 10 : sent.length === cards.length;
  if (!isCount) throw formatError(`carousel: expected ${isOfProducts ? '2 to 10' : cards.length} cards.`);
  const indexes = sent.map(({ card_index: index }) => index).sort((one, other) => one - other);
  if (indexes.some((index, place) => index !== place))
    throw formatError('carousel: cards are numbered from 0 without gaps.');
  for (const { card_index: index, components } of sent) {
    const card = cards[isOfProducts ? 0 : index];
    if (!card) continue;
    checkParts(card.components, components, { where: `card ${index}, `, products, now });
    checkFilledLength(card.components, components, maxCardBody);
  }
}

const maxCodeLength = 15;

/** The code is sent twice: in the text, and in the link of the button. */
function checkCode(given: readonly SentComponent[]): void {
  const codes = given.flatMap(({ parameters }) => parameters.map((one) => String(one.text ?? '')));
  if (codes.some((code) => code.length > maxCodeLength))
    throw new GraphApiError(132005, `The code has at most ${maxCodeLength} characters.`);
  if (new Set(codes).size > 1) throw formatError('button: the code is not the one of the body.');
}
