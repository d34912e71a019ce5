/**
 * Predicts what Meta will say to a template, before it is submitted. Each rule has its source beside it: Meta's pages,
 * or reports of what Meta answered. The rules that depend on the account need {@link TemplateContext}.
 */
import { checkButtons } from './button-rules.ts';
import { checkCategory } from './category-rules.ts';
import { componentOf, type TemplateDefinition, unknownComponents } from './definition.ts';
import {
  buttonsOf,
  checkAuthentication,
  checkCarousel,
  checkHeader,
  checkOffer,
  checkProducts,
  kindOf,
  maxBodyOf,
  placeOf,
  productKinds,
  type TemplateKind,
} from './kind-rules.ts';
import { templateLanguages } from './languages.ts';
import { Problems, type TemplateProblem } from './problem.ts';
import { checkBody, checkFooter } from './text-rules.ts';

/** What is known of the account to which the template is submitted. */
export interface TemplateContext {
  /** The account's other templates, without the one that is edited. */
  others: readonly OtherTemplate[];
  /** Names of deleted templates, and until when Meta refuses them, in Unix milliseconds. */
  blockedNames: ReadonlyMap<string, number>;
  /** Null if unknown. */
  isBusinessVerified: boolean | null;
  /** Null if unknown. */
  hasCatalog: boolean | null;
}

export interface OtherTemplate {
  name: string;
  language: string;
  category: string;
  body: string;
  footer: string;
}

const nowhere: TemplateContext = {
  others: [],
  blockedNames: new Map(),
  isBusinessVerified: null,
  hasCatalog: null,
};

export const maxName = 512;

export function lintTemplate(
  definition: TemplateDefinition,
  context: TemplateContext = nowhere,
): TemplateProblem[] {
  const problems = new Problems();
  checkName(problems, definition, context);
  if (!templateLanguages.includes(definition.language)) {
    problems.error('language', 'language_unknown', { language: definition.language });
  }
  checkLifetime(problems, definition);
  const { components } = definition;
  for (const type of unknownComponents(components)) {
    problems.warn(placeOf(type), 'part_unknown', { part: type });
  }
  const types = components.map(({ type }) => type);
  for (const type of new Set(types.filter((one, index) => types.indexOf(one) !== index))) {
    problems.error(placeOf(type), 'part_twice', { part: type });
  }
  const kind = kindOf(definition);
  if (kind === 'authentication') {
    if (!componentOf(components, 'BODY')) problems.error('body', 'body_missing');
    checkAuthentication(problems, definition);
    if (context.isBusinessVerified === false) problems.error('category', 'business_unverified');
    return problems.found;
  }
  checkParts(problems, definition, kind);
  checkCategory(problems, definition);
  checkAccount(problems, definition, kind, context);
  return problems.found;
}

function checkName(
  problems: Problems,
  { name, language }: TemplateDefinition,
  context: TemplateContext,
): void {
  if (name === '') {
    problems.error('name', 'name_missing');
    return;
  }
  if (!/^[a-z0-9_]+$/.test(name)) {
    problems.error('name', 'name_form');
    return;
  }
  if (name.length > maxName) {
    problems.error('name', 'name_too_long', { max: maxName });
    return;
  }
  if (context.others.some((other) => other.name === name && other.language === language)) {
    problems.error('name', 'name_taken', { name });
    return;
  }
  const until = context.blockedNames.get(name);
  if (until !== undefined) {
    problems.error('name', 'name_blocked', { name, day: new Date(until).toISOString().slice(0, 10) });
  }
}

/** Seconds. -1 means 30 days, for authentication and utility templates. */
export const lifetimeRanges = {
  AUTHENTICATION: [30, 900],
  UTILITY: [30, 43_200],
  MARKETING: [43_200, 2_592_000],
} as const;

function checkLifetime(
  problems: Problems,
  { category, message_send_ttl_seconds: seconds }: TemplateDefinition,
): void {
  if (seconds === undefined || (seconds === -1 && category !== 'MARKETING')) return;
  const [min, max] = lifetimeRanges[category];
  if (!Number.isInteger(seconds) || seconds < min || seconds > max) {
    problems.error('message_send_ttl_seconds', 'lifetime_range', { min, max });
  }
}

function checkParts(problems: Problems, definition: TemplateDefinition, kind: TemplateKind): void {
  const { components, category, parameter_format } = definition;
  const header = componentOf(components, 'HEADER');
  if (header && header.format === 'PRODUCT' && kind !== 'product') problems.error('header', 'header_product');
  else if (header) checkHeader(problems, header, definition);
  const body = componentOf(components, 'BODY');
  if (body) {
    checkBody(problems, body, parameter_format, maxBodyOf(kind));
    if (body.add_security_recommendation !== undefined) {
      problems.error('body', 'only_authentication');
    }
  } else problems.error('body', 'body_missing');
  const footer = componentOf(components, 'FOOTER');
  if (footer) {
    if (footer.code_expiration_minutes !== undefined) problems.error('footer', 'only_authentication');
    checkFooter(problems, footer);
  }
  const buttons = componentOf(components, 'BUTTONS');
  if (buttons) checkButtons(problems, buttons.buttons, category);
  const offer = componentOf(components, 'LIMITED_TIME_OFFER');
  if (offer) checkOffer(problems, offer, definition);
  const carousel = componentOf(components, 'CAROUSEL');
  if (carousel) checkCarousel(problems, carousel.cards, definition);
  if (kind === 'catalog' || kind === 'products' || kind === 'product')
    checkProducts(problems, kind, definition);
}

function checkAccount(
  problems: Problems,
  definition: TemplateDefinition,
  kind: TemplateKind,
  { others, hasCatalog }: TemplateContext,
): void {
  const { components, language } = definition;
  const body = componentOf(components, 'BODY')?.text?.trim() ?? '';
  const footer = componentOf(components, 'FOOTER')?.text?.trim() ?? '';
  const same = others.find(
    (other) =>
      other.language === language &&
      other.category !== 'AUTHENTICATION' &&
      other.body.trim() === body &&
      other.footer.trim() === footer,
  );
  if (same && body !== '') problems.error('body', 'body_taken', { name: same.name });
  if (hasCatalog === false && productKinds.includes(kind)) problems.warn('buttons', 'catalog_missing');
  const isOrder = buttonsOf(components).some(({ type }) => type === 'ORDER_DETAILS');
  if (isOrder && definition.display_format !== 'ORDER_DETAILS' && definition.category === 'MARKETING') {
    problems.error('category', 'order_category');
  }
}
