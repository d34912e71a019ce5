import type { Language as ApiLanguage } from '../../worker/api/languages.ts';

/** The languages of the console, the button's card and the setup: one row each. Nothing else lists them. */
export const languages = [
  { tag: 'en', direction: 'ltr' },
  { tag: 'es', direction: 'ltr' },
  { tag: 'pt-BR', direction: 'ltr' },
  { tag: 'fr', direction: 'ltr' },
  { tag: 'de', direction: 'ltr' },
  { tag: 'ar', direction: 'rtl' },
  { tag: 'hi', direction: 'ltr' },
  { tag: 'id', direction: 'ltr' },
] as const satisfies readonly { tag: ApiLanguage; direction: string }[];

export type Language = (typeof languages)[number]['tag'];

/** English is the source and is built in. Every other language is a folder of files, loaded when it is needed. */
export type Translated = Exclude<Language, 'en'>;

export const translated: readonly Translated[] = languages.flatMap(({ tag }) => (tag === 'en' ? [] : [tag]));
