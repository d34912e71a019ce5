/** The words of the HTML export in each language. */
import type { Language } from '../../../api/languages.ts';
import { words as ar } from './words/ar.ts';
import { words as de } from './words/de.ts';
import { words as en } from './words/en.ts';
import { words as es } from './words/es.ts';
import { words as fr } from './words/fr.ts';
import { words as hi } from './words/hi.ts';
import { words as id } from './words/id.ts';
import { words as ptBr } from './words/pt-br.ts';
import type { ExportWords } from './words-shape.ts';

export const exportWords: Readonly<Record<Language, ExportWords>> = {
  en,
  es,
  'pt-BR': ptBr,
  fr,
  de,
  ar,
  hi,
  id,
};
