/**
 * Sentences with values in them. The Worker writes them in English and adds their code and values, so that a page can
 * write the same in another language.
 */
/** By name. A day is written as in `2026-12-24`. */
export type SentenceValues = Readonly<Record<string, string | number>>;

/** The plural forms of a language. Which one is used depends on the value `count`. */
export type PluralForms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

/** A text with `{name}` for each value. */
export type Sentence = string | PluralForms;

const rightToLeft = /[\u0590-\u08ff]/;
const dayForm = /^\d{4}-\d\d-\d\d$/;

/** Writes a sentence with its values. Numbers and days are written as `locale` does. */
export function writeSentence(sentence: Sentence, params: SentenceValues, locale: string): string {
  const form = formOf(sentence, params, locale);
  const isRightToLeft = rightToLeft.test(form);
  return form.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = params[name];
    if (value === undefined) return placeholder;
    const text = valueIn(value, locale);
    // Otherwise an address or a name would change places with the punctuation after it.
    return isRightToLeft && typeof value === 'string' ? `\u2068${text}\u2069` : text;
  });
}

function formOf(sentence: Sentence, { count }: SentenceValues, locale: string): string {
  if (typeof sentence === 'string') return sentence;
  const rule = new Intl.PluralRules(locale).select(Number(count));
  return sentence[rule] ?? sentence.other;
}

function valueIn(value: string | number, locale: string): string {
  if (typeof value === 'number') return new Intl.NumberFormat(locale).format(value);
  if (!dayForm.test(value)) return value;
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(Date.parse(value));
}
