import type { SuggestionWords } from '../suggestion.ts';

export const words: SuggestionWords = {
  title: 'Resposta sugerida',
  left: 'O assistente deixa isso com você',
  ignored: 'Parece que não é preciso responder',
  closed: 'Parece que não resta nada a responder',
  sources: 'De',
  noSources: 'Não usou nenhum item do conhecimento.',
  use: 'Usar',
  dismiss: 'Descartar',
  rate: 'Como foi esta resposta?',
  good: 'Boa resposta',
  bad: 'Resposta ruim',
  improve: 'Melhorar resposta',
  notFound: 'O registro dela não está mais salvo.',
  used: (model: string, tokens: string, seconds: string) => `${model} · ${tokens} tokens · ${seconds} s`,
};
