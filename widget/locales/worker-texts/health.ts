/** The texts of the health page, by code. English comes from the Worker. */
import type { Explanations, ExplanationsLike } from '../../../worker/whatsapp/explanation.ts';
import type { HealthTexts } from '../../../worker/workspace/numbers/health-texts.ts';
import { type Book, translationIn } from '../book.ts';

export type HealthWords = ExplanationsLike<HealthTexts>;

export const healthBook: Book<Explanations> = {
  key: 'healthText',
  words: {},
  english: {},
  translation: translationIn(
    'health',
    import.meta.glob<HealthWords>(['../*/health.ts', '!../{en,worker-texts}/*'], { import: 'words' }),
  ),
};
