/**
 * Rules for templates of a special kind. Sources: the pages on authentication templates, limited-time offers, carousels,
 * catalogue and product templates below
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/templates.
 */
import { checkButtons, maxButtonText } from './button-rules.ts';
import {
  type BodyComponent,
  componentOf,
  type HeaderComponent,
  type OfferComponent,
  type TemplateButton,
  type TemplateCard,
  type TemplateComponent,
  type TemplateDefinition,
} from './definition.ts';
import type { Problems } from './problem.ts';
import { checkBody, checkHeaderText } from './text-rules.ts';

export const maxOfferText = 16;
export const maxOfferBody = 600;
export const maxCardBody = 160;
export const [minCards, maxCards] = [2, 10];
export const [minExpiryMinutes, maxExpiryMinutes] = [1, 90];

/** What makes a template special: its own rules for header, body, footer and buttons. */
export type TemplateKind =
  | 'usual'
  | 'authentication'
  | 'offer'
  | 'media-carousel'
  | 'product-carousel'
  | 'catalog'
  | 'products'
  | 'product';

/** They name products of the account's catalog. */
export const productKinds: readonly TemplateKind[] = ['catalog', 'products', 'product', 'product-carousel'];

export function kindOf({ category, components }: TemplateDefinition): TemplateKind {
  if (category === 'AUTHENTICATION') return 'authentication';
  if (componentOf(components, 'LIMITED_TIME_OFFER')) return 'offer';
  const carousel = componentOf(components, 'CAROUSEL');
  if (carousel) return isOfProducts(carousel.cards) ? 'product-carousel' : 'media-carousel';
  const kinds = buttonsOf(components).map(({ type }) => type);
  if (kinds.includes('CATALOG')) return 'catalog';
  if (kinds.includes('MPM')) return 'products';
  return kinds.includes('SPM') || componentOf(components, 'HEADER')?.format === 'PRODUCT'
    ? 'product'
    : 'usual';
}

export function buttonsOf(components: readonly TemplateComponent[]): readonly TemplateButton[] {
  return componentOf(components, 'BUTTONS')?.buttons ?? [];
}

function isOfProducts(cards: readonly TemplateCard[]): boolean {
  return cards.some(({ components }) => componentOf(components, 'HEADER')?.format === 'PRODUCT');
}

/** The longest body of each kind. */
export function maxBodyOf(kind: TemplateKind): number {
  if (kind === 'offer') return maxOfferBody;
  return kind === 'product' ? maxCardBody : 1_024;
}

export function checkHeader(
  problems: Problems,
  header: HeaderComponent,
  definition: TemplateDefinition,
): void {
  const { format } = header;
  if (format === 'TEXT') {
    checkHeaderText(problems, header, definition.parameter_format);
    return;
  }
  if (header.text !== undefined) problems.error('header', 'header_text_beside_media');
  if (isMedia(format)) {
    if (!header.example?.header_handle?.[0])
      problems.error('header', 'header_sample_missing', { kind: format });
    if (format === 'GIF' && definition.category !== 'MARKETING')
      problems.error('header', 'header_gif_category');
  }
}

const isMedia = (format: string) => ['IMAGE', 'VIDEO', 'DOCUMENT', 'GIF'].includes(format);

export function checkAuthentication(problems: Problems, { components }: TemplateDefinition): void {
  const allowed = ['BODY', 'FOOTER', 'BUTTONS'];
  for (const { type } of components) {
    if (!allowed.includes(type)) problems.error(placeOf(type), 'authentication_part', { part: type });
  }
  if (componentOf(components, 'BODY')?.text !== undefined) problems.error('body', 'authentication_text');
  const footer = componentOf(components, 'FOOTER');
  if (footer) checkExpiry(problems, footer.text, footer.code_expiration_minutes);
  const buttons = buttonsOf(components);
  const [button] = buttons;
  if (buttons.length !== 1 || button?.type !== 'OTP') {
    problems.error('buttons', 'otp_missing');
    return;
  }
  checkOtp(problems, button);
}

function checkExpiry(problems: Problems, text: string | undefined, minutes: number | undefined): void {
  if (text !== undefined) problems.error('footer', 'authentication_text');
  const isInRange =
    minutes !== undefined &&
    Number.isInteger(minutes) &&
    minutes >= minExpiryMinutes &&
    minutes <= maxExpiryMinutes;
  if (!isInRange) problems.error('footer', 'expiry_range', { min: minExpiryMinutes, max: maxExpiryMinutes });
}

/** At least two parts, each beginning with a letter. */
const packageName = /^[A-Za-z]\w*(\.[A-Za-z]\w*)+$/;
const signatureHash = /^[A-Za-z0-9+/=]{11}$/;

function checkOtp(problems: Problems, button: TemplateButton): void {
  const { otp_type = '', text, autofill_text, supported_apps = [] } = button;
  if (!['COPY_CODE', 'ONE_TAP', 'ZERO_TAP'].includes(otp_type)) {
    problems.error('buttons.0.otp_type', 'otp_type');
    return;
  }
  for (const [place, label] of [['text', text] as const, ['autofill_text', autofill_text] as const]) {
    if (label === undefined) continue;
    if (label.length > maxButtonText) {
      problems.error(`buttons.0.${place}`, 'button_text_too_long', {
        max: maxButtonText,
        length: label.length,
      });
    }
    problems.warn(`buttons.0.${place}`, 'otp_label');
  }
  if (otp_type === 'COPY_CODE') return;
  if (otp_type === 'ZERO_TAP' && button.zero_tap_terms_accepted !== true) {
    problems.error('buttons.0.zero_tap_terms_accepted', 'zero_tap_terms');
  }
  if (supported_apps.length < 1 || supported_apps.length > 5) {
    problems.error('buttons.0.supported_apps', 'otp_apps');
  }
  for (const [index, app] of supported_apps.entries()) {
    const place = `buttons.0.supported_apps.${index}`;
    if (app.package_name.length > 224 || !packageName.test(app.package_name)) {
      problems.error(`${place}.package_name`, 'package_name_form');
    }
    if (!signatureHash.test(app.signature_hash))
      problems.error(`${place}.signature_hash`, 'signature_hash_form');
  }
}

export function checkOffer(
  problems: Problems,
  { limited_time_offer }: OfferComponent,
  definition: TemplateDefinition,
): void {
  const { components, category } = definition;
  const { text } = limited_time_offer;
  if (category !== 'MARKETING') problems.error('offer', 'only_marketing');
  if (text.trim() === '') problems.error('offer', 'offer_text_missing');
  if (text.length > maxOfferText) {
    problems.error('offer', 'offer_text_too_long', { max: maxOfferText, length: text.length });
  }
  if (componentOf(components, 'FOOTER')) problems.error('footer', 'offer_footer');
  const header = componentOf(components, 'HEADER');
  if (header && header.format !== 'IMAGE' && header.format !== 'VIDEO') {
    problems.error('header', 'offer_header');
  }
  const kinds = buttonsOf(components).map(({ type }) => type);
  if (kinds.join() !== 'COPY_CODE,URL' && kinds.join() !== 'URL') problems.error('buttons', 'offer_buttons');
  if (limited_time_offer.has_expiration && !kinds.includes('COPY_CODE')) {
    problems.error('buttons', 'offer_needs_code');
  }
  problems.warn('offer', 'only_on_phone');
}

export function checkCarousel(
  problems: Problems,
  cards: readonly TemplateCard[],
  definition: TemplateDefinition,
): void {
  const isProducts = isOfProducts(cards);
  const { components, category } = definition;
  if (category !== 'MARKETING') problems.error('cards', 'only_marketing');
  for (const type of ['HEADER', 'FOOTER', 'BUTTONS'] as const) {
    if (componentOf(components, type)) problems.error(placeOf(type), 'carousel_part');
  }
  if (isProducts ? cards.length !== minCards : cards.length < minCards || cards.length > maxCards) {
    problems.error('cards', isProducts ? 'product_card_count' : 'card_count', {
      min: minCards,
      max: maxCards,
    });
  }
  const shapes = new Set(cards.map(shapeOf));
  if (shapes.size > 1) problems.error('cards', 'cards_differ');
  for (const [index, card] of cards.entries()) {
    checkCard(problems.within(`cards.${index}`), card, definition, isProducts);
  }
}

/** The kinds of a card's header, body and buttons, which are the same in all cards. */
function shapeOf({ components }: TemplateCard): string {
  const buttons = buttonsOf(components).map(({ type }) => type);
  const body = componentOf(components, 'BODY') ? 'BODY' : '';
  return [componentOf(components, 'HEADER')?.format, body, ...buttons].join();
}

function checkCard(
  problems: Problems,
  { components }: TemplateCard,
  definition: TemplateDefinition,
  isProduct: boolean,
): void {
  const header = componentOf(components, 'HEADER');
  const formats = isProduct ? ['PRODUCT'] : ['IMAGE', 'VIDEO'];
  if (!header || !formats.includes(header.format)) problems.error('header', 'card_header');
  else checkHeader(problems, header, definition);
  const body = componentOf(components, 'BODY');
  if (body) checkCardBody(problems, body, definition, isProduct);
  const buttons = buttonsOf(components);
  const kinds = isProduct ? ['SPM', 'URL'] : ['QUICK_REPLY', 'URL', 'PHONE_NUMBER'];
  const max = isProduct ? 1 : 2;
  if (buttons.length === 0 || buttons.length > max)
    problems.error('buttons', 'card_button_count', { count: max });
  if (buttons.some(({ type }) => !kinds.includes(type))) problems.error('buttons', 'card_button_kind');
  if (buttons.length > 0) checkButtons(problems, buttons, definition.category, { isCard: true });
}

function checkCardBody(
  problems: Problems,
  body: BodyComponent,
  definition: TemplateDefinition,
  isProduct: boolean,
): void {
  if (isProduct) {
    problems.error('body', 'product_card_body');
    return;
  }
  checkBody(problems, body, definition.parameter_format, maxCardBody);
}

/** Catalogue, several products, one product. */
export function checkProducts(problems: Problems, kind: TemplateKind, definition: TemplateDefinition): void {
  const { category, components } = definition;
  if (category !== 'MARKETING') problems.error('category', 'only_marketing');
  const header = componentOf(components, 'HEADER');
  if (kind === 'catalog' && header) problems.error('header', 'catalog_header');
  if (kind === 'products' && header?.format !== 'TEXT') problems.error('header', 'products_header');
  if (kind === 'product') {
    if (header?.format !== 'PRODUCT') problems.error('header', 'product_header');
    if (buttonsOf(components)[0]?.type !== 'SPM') problems.error('buttons', 'product_button');
  }
}

/** The part of the builder in which a component is edited. */
export function placeOf(type: string): string {
  switch (type) {
    case 'LIMITED_TIME_OFFER':
      return 'offer';
    case 'CAROUSEL':
      return 'cards';
    default:
      return type.toLowerCase();
  }
}
