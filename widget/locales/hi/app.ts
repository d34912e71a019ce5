import type { AppWords } from '../app.ts';

export const words: AppWords = {
  name: 'टीम इनबॉक्स',
  short_name: 'इनबॉक्स',
  description: 'WhatsApp पर लिखने वाले ग्राहकों को टीम के साथ जवाब दें।',
};
