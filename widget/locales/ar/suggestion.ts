import type { SuggestionWords } from '../suggestion.ts';

export const words: SuggestionWords = {
  title: 'رد مقترح',
  left: 'يترك المساعد هذا لك',
  ignored: 'يبدو أنه لا حاجة إلى رد',
  closed: 'يبدو أنه لم يبقَ ما يُرد عليه',
  sources: 'من',
  noSources: 'لم يستخدم أي مدخل من المعرفة.',
  use: 'استخدام',
  dismiss: 'تجاهل',
  rate: 'كيف كان هذا الرد؟',
  good: 'رد جيد',
  bad: 'رد سيئ',
  improve: 'تحسين الرد',
  notFound: 'لم يعد سجله محفوظًا.',
  used: (model: string, tokens: string, seconds: string) => `${model} · ${tokens} توكن · ${seconds} ث`,
};
