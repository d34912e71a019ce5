/** The texts of what the assistant suggests and has answered, in a conversation. */
import { type Book, translationIn } from './book.ts';
import { english } from './en/suggestion.ts';

export type SuggestionWords = typeof english;

export const suggestionBook: Book<SuggestionWords> = {
  key: 'suggestion',
  words: { ...english },
  english,
  translation: translationIn(
    'suggestion',
    import.meta.glob<SuggestionWords>(['./*/suggestion.ts', '!./en/*'], { import: 'words' }),
  ),
};

/** The texts, in the console's language. */
export const suggestionWords = suggestionBook.words;
