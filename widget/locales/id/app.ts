import type { AppWords } from '../app.ts';

export const words: AppWords = {
  name: 'Kotak masuk tim',
  short_name: 'Kotak masuk',
  description: 'Jawab pelanggan yang menulis di WhatsApp bersama tim Anda.',
};
