/** The words with which customers opt out of marketing messages, or opt in again. */

/** A message counts if it consists of one of these words and nothing else. */
export interface StopWords {
  stop: string[];
  resume: string[];
}

/** Grouped by language for editing; a customer can use the words of any language. `other` has all other languages. */
export type StopWordLists = Record<StopLanguage, StopWords>;
export type StopLanguage = (typeof stopLanguages)[number];
export const stopLanguages = ['en', 'es', 'pt-BR', 'fr', 'de', 'ar', 'hi', 'id', 'other'] as const;

export const usualStopWords: StopWordLists = {
  en: { stop: ['STOP', 'STOP ALL', 'UNSUBSCRIBE', 'OPT OUT'], resume: ['START', 'SUBSCRIBE', 'OPT IN'] },
  es: { stop: ['BAJA', 'DARME DE BAJA', 'PARAR'], resume: ['ALTA', 'DARME DE ALTA'] },
  'pt-BR': { stop: ['PARAR', 'SAIR', 'DESCADASTRAR'], resume: ['VOLTAR', 'CADASTRAR'] },
  fr: { stop: ['ARRÊT', 'ARRÊTER', 'DÉSABONNER'], resume: ['REPRENDRE', 'ABONNER'] },
  de: { stop: ['STOPP', 'ABMELDEN', 'ABBESTELLEN'], resume: ['ANMELDEN'] },
  ar: { stop: ['إيقاف', 'توقف', 'إلغاء الاشتراك'], resume: ['ابدأ', 'اشتراك'] },
  hi: { stop: ['बंद करें', 'रोकें'], resume: ['शुरू करें'] },
  id: { stop: ['BERHENTI'], resume: ['MULAI'] },
  other: { stop: [], resume: [] },
};

export type Wish = 'stop' | 'resume';

/** What each word means. If a word means both, for example in two languages, opting out wins. */
export function wishesOf(lists: StopWordLists): ReadonlyMap<string, Wish> {
  const groups = Object.values(lists);
  const said = (words: string[], wish: Wish) => words.map((word): [string, Wish] => [bare(word), wish]);
  return new Map([
    ...groups.flatMap(({ resume }) => said(resume, 'resume')),
    ...groups.flatMap(({ stop }) => said(stop, 'stop')),
  ]);
}

/** Enough for the longest word and some punctuation; longer messages are not checked. */
const maxLength = 200;

/** The wish that the whole message expresses; null when it is about something else. */
export function wishIn(text: string, wishes: ReadonlyMap<string, Wish>): Wish | null {
  const said = text.length > maxLength ? '' : bare(text);
  return said === '' ? null : (wishes.get(said) ?? null);
}

/** Case, accents, quotes and full stops do not matter; the vowel signs of Hindi do. */
function bare(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Script=Inherited}/gu, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
}
