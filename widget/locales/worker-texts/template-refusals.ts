/** Why Meta refused a template, by code. English comes from the Worker. */
import type { Explanations, ExplanationsLike } from '../../../worker/whatsapp/explanation.ts';
import type { refusalTexts } from '../../../worker/whatsapp/templates/refusals.ts';
import { type Book, translationIn } from '../book.ts';

export type RefusalWords = ExplanationsLike<typeof refusalTexts>;

export const refusalBook: Book<Explanations> = {
  key: 'templateRefusal',
  words: {},
  english: {},
  translation: translationIn(
    'template-refusals',
    import.meta.glob<RefusalWords>(['../*/template-refusals.ts', '!../{en,worker-texts}/*'], {
      import: 'words',
    }),
  ),
};
