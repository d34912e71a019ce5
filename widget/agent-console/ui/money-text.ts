import { speech } from '../../locales/speak.ts';

/** By language and currency: a formatter is costly to make, and a thread can have hundreds of prices. */
const formats = new Map<string, Intl.NumberFormat>();

/** An amount of money, with its cents. Throws a `RangeError` for a code that no currency can have. */
export function moneyText(amount: number, currency: string): string {
  const key = `${speech.locale} ${currency}`;
  const format = formats.get(key) ?? new Intl.NumberFormat(speech.locale, { style: 'currency', currency });
  formats.set(key, format);
  return format.format(amount);
}
