/** Why an entered value is invalid, by its code. English comes from the Worker. */
import type { InputTexts } from '../../../worker/whatsapp/input-texts.ts';
import type { Sentence } from '../../../worker/whatsapp/sentences.ts';
import { type Book, translationIn } from '../book.ts';

export type InputWords = Readonly<Record<keyof InputTexts, Sentence>>;

export const inputBook: Book<Readonly<Record<string, Sentence>>> = {
  key: 'inputText',
  words: {},
  english: {},
  translation: translationIn(
    'inputs',
    import.meta.glob<InputWords>(['../*/inputs.ts', '!../{en,worker-texts}/*'], { import: 'words' }),
  ),
};
