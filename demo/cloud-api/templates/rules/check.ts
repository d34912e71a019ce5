/** All rules for the components of a template, in the order in which Meta applies them. */
import { componentOf } from '../components.ts';
import type { TemplateDefinition } from '../template.ts';
import { templateError } from '../template-error.ts';
import { checkAuthentication } from './authentication.ts';
import { checkButton, checkButtonLengths } from './buttons.ts';
import { checkCardButtons, checkCardLengths, checkCardSamples, checkCardTexts } from './carousel.ts';
import { checkComponentSet, type Kind, kindOf } from './component-set.ts';
import type { RuleContext } from './rule-context.ts';
import {
  checkBody,
  checkFooter,
  checkHeader,
  checkLength,
  checkLengths,
  checkSamples,
  maxLengths,
} from './texts.ts';

const maxOfferText = 16;

export function checkTemplateRules(definition: TemplateDefinition, context: RuleContext): void {
  const { components, parameter_format: format } = definition;
  checkComponentSet(definition, context);
  const kind = kindOf(definition);
  const cards = componentOf(components, 'CAROUSEL')?.cards ?? [];
  const buttons = componentOf(components, 'BUTTONS')?.buttons ?? [];
  const offer = componentOf(components, 'LIMITED_TIME_OFFER')?.limited_time_offer;

  checkLengths(components, maxBodyOf(kind));
  checkLength('text of the offer', offer?.text, maxOfferText);
  checkButtonLengths(buttons);
  checkCardLengths(cards);

  if (kind === 'authentication') {
    checkAuthentication(components, definition.language, context.switches);
    return;
  }
  if (offer && offer.text.trim() === '') throw templateError('missing', 'The offer has no text.');
  checkHeader(componentOf(components, 'HEADER'), format, context);
  const body = componentOf(components, 'BODY');
  if (body) checkBody(body, format, context);
  checkFooter(componentOf(components, 'FOOTER'), context);
  checkCardTexts(cards, format, context);

  checkSamples(components, format, context);
  checkCardSamples(cards, format, context);

  for (const button of buttons) checkButton(button, format, context);
  checkCardButtons(cards, format, context);
}

function maxBodyOf(kind: Kind): number {
  if (kind === 'spm') return maxLengths.shortBody;
  return kind === 'limited_time_offer' ? maxLengths.offerBody : maxLengths.body;
}
