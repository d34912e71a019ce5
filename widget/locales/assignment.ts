/** The texts of the settings of teams, and of how a number assigns conversations. */
import { type Book, translationIn } from './book.ts';
import { english } from './en/assignment.ts';

export type AssignmentWords = typeof english;

export const assignmentBook: Book<AssignmentWords> = {
  key: 'assignment',
  words: { ...english },
  english,
  translation: translationIn(
    'assignment',
    import.meta.glob<AssignmentWords>(['./*/assignment.ts', '!./en/*'], { import: 'words' }),
  ),
};

/** The texts of the pages, in the console's language. */
export const assignmentWords = assignmentBook.words;
