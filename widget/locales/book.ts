import type { Language } from './language.ts';

/** The texts of one part of the console, which are fetched with that part and not before. */
export interface Book<Words extends object = object> {
  /** Under which key of `strings` a page gives its own. */
  readonly key: 'setup' | 'button' | 'failure' | 'error';
  /** What is said now, which `speakAlso` of `language.ts` changes: read it when drawing. */
  readonly words: Words;
  readonly english: Words;
  /** Each language but English is a file of its own, loaded when it is needed. */
  readonly translations: Readonly<Record<Exclude<Language, 'en'>, () => Promise<Words>>>;
}
