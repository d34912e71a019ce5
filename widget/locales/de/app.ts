import type { AppWords } from '../app.ts';

export const words: AppWords = {
  name: 'Team-Posteingang',
  short_name: 'Posteingang',
  description: 'Antworten Sie im Team auf das, was Kunden auf WhatsApp schreiben.',
};
