/** What Meta would refuse in a template, by code. English comes from the Worker's rules. */
import type { Sentence } from '../../../worker/whatsapp/sentences.ts';
import type { ProblemCode } from '../../../worker/whatsapp/templates/problem-texts.ts';
import { type Book, translationIn } from '../book.ts';

export type ProblemWords = Readonly<Record<ProblemCode, Sentence>>;

export const problemBook: Book<Readonly<Record<string, Sentence>>> = {
  key: 'templateProblem',
  words: {},
  english: {},
  translation: translationIn(
    'template-problems',
    import.meta.glob<ProblemWords>(['../*/template-problems.ts', '!../{en,worker-texts}/*'], {
      import: 'words',
    }),
  ),
};
