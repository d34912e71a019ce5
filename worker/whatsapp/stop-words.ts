/** The words by which customers say that they want no more marketing messages, or want them again. */

/** A message that is one of these words and nothing else counts. */
export interface StopWords {
  stop: string[];
  resume: string[];
}

/** English, Spanish, Portuguese, French, German, Indonesian, Arabic, Hindi. */
export const usualStopWords: StopWords = {
  stop: [
    ...['STOP', 'UNSUBSCRIBE', 'BAJA', 'PARAR', 'SAIR', 'ARRÊT', 'DÉSABONNER', 'STOPP', 'ABMELDEN'],
    ...['BERHENTI', 'إيقاف', 'बंद करें'],
  ],
  resume: ['START', 'SUBSCRIBE', 'ALTA', 'VOLTAR', 'REPRENDRE', 'ANMELDEN', 'MULAI', 'ابدأ', 'शुरू करें'],
};

/** What a whole message says; null when it is about something else. */
export function wordIn(text: string, words: StopWords): 'stop' | 'resume' | null {
  const said = bare(text);
  if (said === '') return null;
  if (words.stop.some((word) => bare(word) === said)) return 'stop';
  return words.resume.some((word) => bare(word) === said) ? 'resume' : null;
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
