/** The name of an installed console. The build writes a manifest in each language; English is in the manifest itself. */
import type { Translated } from './languages.ts';

export interface AppWords {
  name: string;
  short_name: string;
  description: string;
}

const files = import.meta.glob<AppWords>('./*/app.ts', { import: 'words', eager: true });

export function appWords(language: Translated): AppWords | undefined {
  return files[`./${language}/app.ts`];
}
