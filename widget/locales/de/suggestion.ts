import type { SuggestionWords } from '../suggestion.ts';

export const words: SuggestionWords = {
  title: 'Vorgeschlagene Antwort',
  left: 'Der Assistent überlässt das Ihnen',
  ignored: 'Es scheint keine Antwort nötig',
  closed: 'Es scheint nichts mehr offen',
  sources: 'Aus',
  noSources: 'Kein Eintrag aus dem Wissen wurde verwendet.',
  use: 'Verwenden',
  dismiss: 'Verwerfen',
  rate: 'Wie war diese Antwort?',
  good: 'Gute Antwort',
  bad: 'Schlechte Antwort',
  improve: 'Antwort verbessern',
  notFound: 'Das Protokoll dazu ist nicht mehr gespeichert.',
  used: (model: string, tokens: string, seconds: string) => `${model} · ${tokens} Token · ${seconds} s`,
};
