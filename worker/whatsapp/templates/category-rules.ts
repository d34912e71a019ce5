/**
 * Whether a template's text fits its category. Meta reviews the text: a promotion that is submitted as a utility is
 * approved as marketing, and a code for signing in that is not an authentication template is rejected. Source:
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/template-categorization.
 */
import { componentOf, type TemplateDefinition } from './definition.ts';
import type { Problems } from './problem.ts';

/** Words of promotions, by language. They are compared without accents, at the beginning of words. */
const promotion: Readonly<Record<string, readonly string[]>> = {
  en: [
    'sale',
    'discount',
    'offer',
    'free',
    'coupon',
    'voucher',
    'deal',
    'promo',
    'save',
    'buy',
    'shop now',
    'gift',
  ],
  de: ['rabatt', 'angebot', 'gratis', 'kostenlos', 'gutschein', 'aktion', 'sparen', 'kaufen', 'geschenk'],
  es: ['descuento', 'oferta', 'gratis', 'cupon', 'promo', 'ahorra', 'compra ahora', 'regalo', 'rebaja'],
  fr: ['remise', 'offre', 'gratuit', 'promo', 'soldes', 'reduction', 'cadeau', 'achetez', 'economisez'],
  pt: ['desconto', 'oferta', 'gratis', 'cupom', 'promo', 'economize', 'compre', 'brinde', 'presente'],
  it: ['sconto', 'offerta', 'gratis', 'coupon', 'promo', 'risparmia', 'acquista', 'regalo', 'saldi'],
  id: ['diskon', 'promo', 'gratis', 'voucher', 'kupon', 'hemat', 'beli', 'hadiah', 'penawaran'],
  hi: ['छूट', 'ऑफर', 'मुफ्त', 'कूपन', 'सेल', 'उपहार'],
  ar: ['خصم', 'عرض', 'مجان', 'كوبون', 'تخفيض', 'هديه', 'اشتر'],
};
/** English words that shops use in other languages. */
const loanwords = ['sale', 'discount'];
/** In any language: a percentage off. */
const percentage = /[-–−]?\d+\s?%|%\s?\d+|٪/;

const codeWords =
  /\b(one[- ]time (code|password|passcode)|verification code|otp|security code|login code)\b|verifizierungscode|sicherheitscode|codigo de (verificacion|seguridad|verificacao)|code de verification|kode verifikasi|رمز التحقق|सत्यापन कोड/;

export function checkCategory(problems: Problems, definition: TemplateDefinition): void {
  const { category, components } = definition;
  if (category === 'AUTHENTICATION') return;
  const text = folded(textsOf(definition).join('\n'));
  if (codeWords.test(text)) problems.warn('category', 'looks_like_code');
  if (category !== 'UTILITY') return;
  const word = promotionIn(text, definition.language);
  if (word !== null) problems.warn('category', 'looks_like_marketing', { word });
  else if (componentOf(components, 'CAROUSEL')) problems.error('category', 'only_marketing');
}

function promotionIn(text: string, language: string): string | null {
  const [base = ''] = language.split('_');
  const words = [...(promotion[base] ?? []), ...loanwords];
  const found = words.find((word) => new RegExp(`(?<![\\p{L}\\p{M}])${word}`, 'u').test(text));
  return found ?? percentage.exec(text)?.[0] ?? null;
}

/** In Arabic, some letters are written in several ways. */
function folded(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[أإآ]/g, 'ا')
    .replace(/ة/g, 'ه')
    .normalize('NFC');
}

function textsOf({ components }: TemplateDefinition): string[] {
  const buttons = componentOf(components, 'BUTTONS')?.buttons ?? [];
  return [
    componentOf(components, 'HEADER')?.text,
    componentOf(components, 'BODY')?.text,
    componentOf(components, 'FOOTER')?.text,
    ...buttons.map(({ text }) => text),
  ].filter((text) => text !== undefined);
}
