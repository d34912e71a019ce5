import type { AppWords } from '../app.ts';

export const words: AppWords = {
  name: 'صندوق وارد الفريق',
  short_name: 'الوارد',
  description: 'ردّوا كفريق على العملاء الذين يكتبون على واتساب.',
};
