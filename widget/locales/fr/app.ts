import type { AppWords } from '../app.ts';

export const words: AppWords = {
  name: 'Boîte de réception de l’équipe',
  short_name: 'Réception',
  description: 'Répondez en équipe aux clients qui écrivent sur WhatsApp.',
};
