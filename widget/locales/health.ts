/** What the health page says of a number, by its code. English is what the Worker says. */
import type { Explanations, ExplanationsLike } from '../../worker/whatsapp/explanation.ts';
import type { HealthTexts } from '../../worker/workspace/numbers/health-texts.ts';
import { type Book, translationIn } from './book.ts';

export type HealthWords = ExplanationsLike<HealthTexts>;

export const healthBook: Book<Explanations> = {
  key: 'healthText',
  words: {},
  english: {},
  translation: translationIn(
    'health',
    import.meta.glob<HealthWords>(['./*/health.ts', '!./en/*'], { import: 'words' }),
  ),
};
