import type { SuggestionWords } from '../suggestion.ts';

export const words: SuggestionWords = {
  title: 'Respuesta sugerida',
  left: 'El asistente te lo deja a ti',
  ignored: 'No parece necesaria una respuesta',
  closed: 'Parece que no queda nada por responder',
  sources: 'De',
  noSources: 'No usó ninguna entrada del conocimiento.',
  use: 'Usar',
  dismiss: 'Descartar',
  rate: '¿Qué tal fue esta respuesta?',
  good: 'Buena respuesta',
  bad: 'Mala respuesta',
  improve: 'Mejorar respuesta',
  notFound: 'Su registro ya no está guardado.',
  used: (model: string, tokens: string, seconds: string) => `${model} · ${tokens} tokens · ${seconds} s`,
};
