/** The words by which customers say that they want no more marketing messages, or want them again. */

/** A message that is one of these words and nothing else counts. */
export interface StopWords {
  stop: string[];
  resume: string[];
}

/** Grouped for those who edit them; a customer may use the words of any. `other`: of all other languages. */
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

/** What each word says; of one that says both, perhaps in two languages, the no counts. */
export function wishesOf(lists: StopWordLists): ReadonlyMap<string, Wish> {
  const groups = Object.values(lists);
  const said = (words: string[], wish: Wish) => words.map((word): [string, Wish] => [bare(word), wish]);
  return new Map([
    ...groups.flatMap(({ resume }) => said(resume, 'resume')),
    ...groups.flatMap(({ stop }) => said(stop, 'stop')),
  ]);
}

/** Room for the longest word and some punctuation: what is longer is not looked at. */
const longest = 200;

/** What a whole message says; null when it is about something else. */
export function wishIn(text: string, wishes: ReadonlyMap<string, Wish>): Wish | null {
  const said = text.length > longest ? '' : bare(text);
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
