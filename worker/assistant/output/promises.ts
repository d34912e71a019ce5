/**
 * What a reply may say only if the knowledge says it: amounts of money, percentages, refunds, discounts. And what it may
 * never ask for. In the languages of the product; the words are beginnings, so that endings do not matter.
 */

const currency =
  '€|\\$|£|¥|₹|₽|₺|₩|﷼|eur|euros?|usd|us\\$|dollars?|gbp|pounds?|chf|franken|inr|rupees?|rs\\.?|rp\\.?|idr|rupiah|brl|r\\$|reais|real|mxn|pesos?|ars|cop|aed|sar|درهم|ريال|دولار|يورو|रुपये|रुपए|रु\\.?';
const digits = "\\p{Nd}+(?:[.,'’\\u00a0\\u202f ]\\p{Nd}+)*";
const amounts = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${currency})\\s{0,2}(${digits})|(${digits})(?:[.,][-–]+)?\\s{0,2}(?:${currency})(?![\\p{L}])`,
  'giu',
);
const hasCurrency = new RegExp(`(?<![\\p{L}])(?:${currency})(?![\\p{L}])`, 'iu');
const percentages =
  /(\p{Nd}+(?:[.,]\p{Nd}+)?)\s?(?:%|٪|percent|prozent|por ?ciento|por cento|pour ?cent|persen)/giu;
const numbers = new RegExp(digits, 'gu');

/** The amounts of a reply that no line of the sources has. */
export function unknownAmounts(reply: string, sources: string): string[] {
  const known = new Set(
    sources
      .split('\n')
      .filter((line) => hasCurrency.test(line))
      .flatMap((line) => line.match(numbers) ?? [])
      .flatMap(readings),
  );
  const percents = new Set([...sources.matchAll(percentages)].map(([, number = '']) => amountOf(number)));
  return [
    ...[...reply.matchAll(amounts)].flatMap(([whole, after, before]) =>
      readings(after ?? before ?? '').some((value) => known.has(value)) ? [] : [whole.trim()],
    ),
    ...[...reply.matchAll(percentages)].flatMap(([whole, number = '']) =>
      percents.has(amountOf(number)) ? [] : [whole.trim()],
    ),
  ];
}

/** A space inside a number can also part two numbers: `Size 20 25 €`. */
function readings(number: string): number[] {
  const parts = number.split(/[ \u00a0\u202f]/);
  const last = parts.at(-1) ?? '';
  return parts.length > 1 ? [amountOf(number), amountOf(last)] : [amountOf(number)];
}

/** `1.290,50`, `1,290.50` and `1290.5` are equal: the last mark is a decimal mark unless three digits follow. */
export function amountOf(written: string): number {
  const plain = written.replace(/\p{Nd}/gu, digitOf).replace(/['’\u00a0\u202f ]/g, '');
  const [, whole = plain, fraction = ''] = /^(.*)[.,](\d{1,2}|\d{4,})$/.exec(plain) ?? [];
  return Number(`${whole.replace(/[.,]/g, '') || '0'}.${fraction || '0'}`);
}

/** Digits of all scripts come in runs of ten, from zero to nine. */
function digitOf(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  if (code < 0x80) return digit;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(code - zero);
}

/** What only the owner may promise. Each needs a word of the same list in the sources, in any language. */
const promises = {
  refund:
    /(?<!\p{L})(?:refund|money back|reimburs|reembols|devolu|rembours|(?:rück|zurück)?erstatt|geld zurück|gutschrift|استرداد|نسترد|रिफ़?ंड|रिफंड|धनवापसी|pengembalian (?:dana|uang)|uang kembali)/iu,
  discount:
    /(?<!\p{L})(?:discount|voucher|coupon|free of charge|descuento|cup[oó]n|desconto|cupom|remise|réduction|bon d.achat|rabatt|gutschein|nachlass|kostenlos|gratis|gratuit|خصم|قسيمة|مجانا|छूट|कूपन|मुफ़्त|मुफ्त|diskon|kupon)/iu,
} as const;

export function unknownPromise(reply: string, sources: string): keyof typeof promises | null {
  if (promises.refund.test(reply) && !promises.refund.test(sources)) return 'refund';
  if (promises.discount.test(reply) && !promises.discount.test(sources)) return 'discount';
  return null;
}

/** Numbers of cards and accounts, passwords, identity documents: never asked for in a chat, and never sent there. */
const sensitive =
  /(?<!\p{L})(?:(?:credit|debit)? ?card (?:number|details)|cvv|cvc|expir(?:y|ation) date of your card|iban|bank account|account number|password|passcode|(?:one.time|verification|security) code|passport (?:number|copy)|social security|(?:national )?id (?:number|card)|n[uú]mero de (?:la |su |tu )?tarjeta|contraseña|cuenta bancaria|pasaporte|n[uú]mero do cart[aã]o|senha|conta banc[aá]ria|passaporte|cpf|num[eé]ro de (?:votre )?carte|mot de passe|compte bancaire|num[eé]ro de passeport|kartennummer|kreditkart\p{L}*|passwort|kontonummer|bankverbindung|ausweis(?:nummer|kopie)|reisepass|رقم البطاقة|كلمة (?:المرور|السر)|رقم الحساب|جواز السفر|رقم الهوية|कार्ड नंबर|पासवर्ड|खाता संख्या|आधार|पासपोर्ट|nomor kartu|kata sandi|nomor rekening|nomor ktp|paspor)(?!\p{L})/iu;
const iban = /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b/;
const cardNumber = /\b(?:\d[ -]?){13,19}\b/;

export function sensitiveWords(reply: string): string | null {
  const found = sensitive.exec(reply) ?? iban.exec(reply) ?? cardNumber.exec(reply);
  return found?.[0] ?? null;
}
