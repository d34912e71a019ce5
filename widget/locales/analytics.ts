/** The texts of the analytics. */
import { type Book, translationIn } from './book.ts';
import { english } from './en/analytics.ts';

export type AnalyticsWords = typeof english;

export const analyticsBook: Book<AnalyticsWords> = {
  key: 'analytics',
  words: { ...english },
  english,
  translation: translationIn(
    'analytics',
    import.meta.glob<AnalyticsWords>(['./*/analytics.ts', '!./en/*'], { import: 'words' }),
  ),
};

/** The texts of the page, in the console's language. */
export const analyticsWords = analyticsBook.words;
