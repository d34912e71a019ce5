import { type CardStrings, english } from './en.ts';

/** One file each, loaded when a page is in that language. */
const others: Record<string, () => Promise<{ strings: CardStrings }>> = {
  es: () => import('./es.ts'),
  pt: () => import('./pt-BR.ts'),
  fr: () => import('./fr.ts'),
  de: () => import('./de.ts'),
  ar: () => import('./ar.ts'),
  hi: () => import('./hi.ts'),
  id: () => import('./id.ts'),
};

/** English for a language that we do not speak, and when a file cannot be loaded. */
export async function stringsIn(language: string): Promise<CardStrings> {
  try {
    return (await others[language.slice(0, 2).toLowerCase()]?.())?.strings ?? english;
  } catch {
    return english;
  }
}
