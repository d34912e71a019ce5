import type { AppWords } from '../app.ts';

export const words: AppWords = {
  name: 'Bandeja del equipo',
  short_name: 'Bandeja',
  description: 'Responde en equipo a los clientes que escriben por WhatsApp.',
};
