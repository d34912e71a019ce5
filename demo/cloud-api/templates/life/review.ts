/** What a review finds. It reads the text, which the rules at creation do not. */
import { bodyOf, componentOf } from '../components.ts';
import { hasAdjacentVariables, isNumber, variablesIn } from '../rules/variables.ts';
import type { StoredTemplate, TemplateDefinition } from '../template.ts';

export type Verdict =
  | { event: 'APPROVED' }
  | { event: 'REJECTED'; reason: string; info?: { reason: string; recommendation: string } };

const promotion =
  /\b(\d+ ?% off|discounts?|sale|offers?|deals?|promo(tion|code)?s?|coupons?|vouchers?|free (gift|shipping|trial)|limited time|save \d+|buy (now|one)|shop now|cashback|black friday)\b/i;
const password =
  /\b(one[- ]time (password|code|pin)|verification code|passcode|otp|security code|login code)\b/i;
const sensitive = /\b(card number|bank account number|passport number|social security number|national id)\b/i;
const threat = /\b(legal action will|you will be arrested|or else)\b/i;
const suspicious = /https?:\/\/(bit\.ly|tinyurl\.com|t\.co|\d+\.\d+\.\d+\.\d+)/i;

/** Meta changes the category of a promotion at once, and answers with the one it has chosen. */
export function categoryAtCreation({ category, components }: TemplateDefinition): string {
  return category === 'UTILITY' && promotion.test(textsOf(components)) ? 'MARKETING' : category;
}

/** `others` are the other templates of the account. */
export function reviewOf(template: StoredTemplate, others: readonly StoredTemplate[]): Verdict {
  const { components, category, parameter_format: format } = template;
  const bodies = [bodyOf(components), ...cardsOf(template).map(bodyOf)];
  if (bodies.some(hasAdjacentVariables)) {
    return invalid('Two variables follow each other.', 'Put words between the variables.');
  }
  if (format === 'POSITIONAL' && bodies.some((text) => variablesIn(text).some((name) => !isNumber(name)))) {
    return invalid('The variables have names.', 'Create the template with parameter_format NAMED.');
  }
  if (category !== 'AUTHENTICATION') {
    const texts = textsOf(components);
    if (sensitive.test(texts) || threat.test(texts)) return { event: 'REJECTED', reason: 'ABUSIVE_CONTENT' };
    if (suspicious.test(texts)) return { event: 'REJECTED', reason: 'SCAM' };
    if (password.test(texts)) return { event: 'REJECTED', reason: 'INCORRECT_CATEGORY' };
    if (others.some((other) => isDuplicate(template, other))) return { event: 'REJECTED', reason: 'NONE' };
  }
  return { event: 'APPROVED' };
}

function invalid(reason: string, recommendation: string): Verdict {
  return { event: 'REJECTED', reason: 'INVALID_FORMAT', info: { reason, recommendation } };
}

/** The same body and footer in the same language. */
function isDuplicate(one: StoredTemplate, other: StoredTemplate): boolean {
  const footerOf = ({ components }: StoredTemplate) => componentOf(components, 'FOOTER')?.text ?? '';
  return (
    other.id !== one.id &&
    other.language === one.language &&
    other.category !== 'AUTHENTICATION' &&
    other.status !== 'REJECTED' &&
    bodyOf(other.components) === bodyOf(one.components) &&
    footerOf(other) === footerOf(one)
  );
}

function cardsOf({ components }: StoredTemplate) {
  return (componentOf(components, 'CAROUSEL')?.cards ?? []).map((card) => card.components);
}

function textsOf(components: TemplateDefinition['components']): string {
  return components
    .flatMap(({ text = '', buttons = [], cards = [] }) => [
      text,
      ...buttons.map((button) => `${button.text ?? ''} ${button.url ?? ''}`),
      ...cards.map((card) => textsOf(card.components)),
    ])
    .join('\n');
}
