import type { AppWords } from '../app.ts';

export const words: AppWords = {
  name: 'Caixa de entrada da equipe',
  short_name: 'Entrada',
  description: 'Responda em equipe aos clientes que escrevem pelo WhatsApp.',
};
