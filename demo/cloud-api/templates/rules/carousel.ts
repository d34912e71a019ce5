/** Cards of media or products below a text. */
import { type Card, type Component, componentOf } from '../components.ts';
import { templateError } from '../template-error.ts';
import { checkButton, checkButtonLengths } from './buttons.ts';
import type { RuleContext } from './rule-context.ts';
import { checkBody, checkHeader, checkLengths, checkSamples, type Format, maxLengths } from './texts.ts';

const cardButtons = ['QUICK_REPLY', 'URL', 'PHONE_NUMBER', 'SPM'];

export function checkCardSet(cards: readonly Card[]): void {
  const isOfProducts = cards.some(({ components }) => formatOf(components) === 'PRODUCT');
  if (cards.length < 2 || cards.length > 10)
    throw templateError('components', 'A carousel has 2 to 10 cards.');
  if (isOfProducts && cards.length !== 2)
    throw templateError(
      'components',
      'A carousel of products is defined with two cards; a message can have up to 10.',
    );
  for (const { components } of cards) {
    const strange = components.find(({ type }) => !['HEADER', 'BODY', 'BUTTONS'].includes(type));
    if (strange) throw templateError('components', `A card has no component of the type ${strange.type}.`);
    if (new Set(components.map(({ type }) => type)).size !== components.length)
      throw templateError('components', 'A card has each component once.');
    if (!['IMAGE', 'VIDEO', 'PRODUCT'].includes(formatOf(components)))
      throw templateError('header', 'The header of a card is an image, a video or a product.');
    const buttons = buttonsOf(components);
    const isAllowed = buttons.every(
      ({ type }) => cardButtons.includes(type) && (!isOfProducts || type === 'SPM' || type === 'URL'),
    );
    if (
      buttons.length < 1 ||
      buttons.length > 2 ||
      !isAllowed ||
      (!isOfProducts && buttons.some(({ type }) => type === 'SPM'))
    )
      throw templateError('combination', 'A card has one or two buttons: quick replies, links or calls.');
    if (isOfProducts && buttons.length !== 1)
      throw templateError('combination', 'The card of a product has one button.');
  }
  if (new Set(cards.map(shapeOf)).size !== 1)
    throw templateError('components', 'All cards have the same components and buttons, in the same order.');
}

export function checkCardLengths(cards: readonly Card[]): void {
  for (const { components } of cards) {
    checkLengths(components, maxLengths.shortBody);
    checkButtonLengths(buttonsOf(components));
  }
}

export function checkCardTexts(cards: readonly Card[], format: Format, context: RuleContext): void {
  for (const { components } of cards) {
    checkHeader(componentOf(components, 'HEADER'), format, context);
    const body = componentOf(components, 'BODY');
    if (body) checkBody(body, format, context);
  }
}

export function checkCardSamples(cards: readonly Card[], format: Format, context: RuleContext): void {
  for (const { components } of cards) checkSamples(components, format, context);
}

export function checkCardButtons(cards: readonly Card[], format: Format, context: RuleContext): void {
  for (const { components } of cards)
    for (const button of buttonsOf(components)) checkButton(button, format, context);
}

function buttonsOf(components: readonly Component[]) {
  return componentOf(components, 'BUTTONS')?.buttons ?? [];
}

function formatOf(components: readonly Component[]): string {
  return componentOf(components, 'HEADER')?.format ?? '';
}

function shapeOf({ components }: Card): string {
  const hasBody = componentOf(components, 'BODY') !== undefined;
  return [formatOf(components), hasBody, ...buttonsOf(components).map(({ type }) => type)].join(' ');
}
