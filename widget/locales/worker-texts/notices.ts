/** Meta notices, by their code. English comes from the Worker. */
import type { Explanations, ExplanationsLike } from '../../../worker/whatsapp/explanation.ts';
import type { NoticeTexts } from '../../../worker/whatsapp/receiving/notice-texts.ts';
import { type Book, translationIn } from '../book.ts';

export type NoticeWords = ExplanationsLike<NoticeTexts>;

export const noticeBook: Book<Explanations> = {
  key: 'noticeText',
  words: {},
  english: {},
  translation: translationIn(
    'notices',
    import.meta.glob<NoticeWords>(['../*/notices.ts', '!../{en,worker-texts}/*'], { import: 'words' }),
  ),
};
