import type { SuggestionWords } from '../suggestion.ts';

export const words: SuggestionWords = {
  title: 'Réponse suggérée',
  left: 'L’assistant vous laisse répondre',
  ignored: 'Aucune réponse ne semble nécessaire',
  closed: 'Il ne semble plus rien à répondre',
  sources: 'D’après',
  noSources: 'Aucune entrée des connaissances n’a été utilisée.',
  use: 'Utiliser',
  dismiss: 'Ignorer',
  rate: 'Cette réponse était-elle bonne ?',
  good: 'Bonne réponse',
  bad: 'Mauvaise réponse',
  improve: 'Améliorer la réponse',
  notFound: 'Son journal n’est plus conservé.',
  used: (model: string, tokens: string, seconds: string) => `${model} · ${tokens} jetons · ${seconds} s`,
};
