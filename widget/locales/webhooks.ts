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

/** What the page says, in the language of the console. */
export const webhookWords = webhookBook.words;
