/** The texts of templates to begin with, in the language of the template, which need not be the console's. */
import { translationIn } from './book.ts';
import { english } from './en/template-starters.ts';
import type { Language } from './languages.ts';

export interface StarterText {
  title: string;
  body: string;
  /** A sample for each variable, in order. */
  examples: readonly string[];
  buttons: readonly string[];
}

/** The name that the template gets. */
export type StarterName = keyof typeof english;
export type StarterTexts = Readonly<Record<StarterName, StarterText>>;

const translation = translationIn(
  'template-starters',
  import.meta.glob<StarterTexts>(['./*/template-starters.ts', '!./en/*'], { import: 'words' }),
);

export async function starterTexts(language: Language): Promise<StarterTexts> {
  return language === 'en' ? english : translation(language);
}
