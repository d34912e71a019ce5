/** The languages of the product. */
import * as v from 'valibot';

export const language = v.picklist(['en', 'es', 'pt-BR', 'fr', 'de', 'ar', 'hi', 'id']);
export type Language = v.InferOutput<typeof language>;

/** The first of these tags that is one of our languages, in any country; null if none is. */
export function languageAmong(tags: readonly string[]): Language | null {
  for (const tag of tags) {
    const wanted = tag.split('-')[0]?.toLowerCase();
    const found = language.options.find((known) => known.split('-')[0] === wanted);
    if (found) return found;
  }
  return null;
}

/** The tags of an `Accept-Language` header, the most wanted first. */
export function acceptedLanguages(header: string | null): string[] {
  return (header ?? '')
    .split(',')
    .map((one) => {
      const [tag = '', ...parameters] = one.split(';').map((part) => part.trim());
      const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
      return { tag, weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ tag, weight }) => tag !== '' && weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
}
