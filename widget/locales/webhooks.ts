/** The texts of the webhooks' settings. */
import { type Book, translationIn } from './book.ts';
import { english } from './en/webhooks.ts';

export type WebhookWords = typeof english;

export const webhookBook: Book<WebhookWords> = {
  key: 'webhooks',
  words: { ...english },
  english,
  translation: translationIn(
    'webhooks',
    import.meta.glob<WebhookWords>(['./*/webhooks.ts', '!./en/*'], { import: 'words' }),
  ),
};

/** The texts of the page, in the console's language. */
export const webhookWords = webhookBook.words;
