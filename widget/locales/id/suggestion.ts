import type { SuggestionWords } from '../suggestion.ts';

export const words: SuggestionWords = {
  title: 'Saran jawaban',
  left: 'Asisten menyerahkan ini kepada Anda',
  ignored: 'Tampaknya tidak perlu balasan',
  closed: 'Tampaknya tidak ada lagi yang perlu dibalas',
  sources: 'Dari',
  noSources: 'Tidak memakai entri pengetahuan apa pun.',
  use: 'Pakai',
  dismiss: 'Abaikan',
  rate: 'Bagaimana jawaban ini?',
  good: 'Jawaban bagus',
  bad: 'Jawaban buruk',
  improve: 'Perbaiki jawaban',
  notFound: 'Lognya tidak tersimpan lagi.',
  used: (model: string, tokens: string, seconds: string) => `${model} · ${tokens} token · ${seconds} dtk`,
};
