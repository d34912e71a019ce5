import { LitElement } from 'lit';
import type { Book } from '../../locales/book.ts';
import { speakAlso } from '../../locales/speak.ts';

/** An element whose words are fetched with it: it is drawn when they are there, in the language that is spoken. */
export abstract class WordedElement extends LitElement {
  protected abstract readonly book: Book | readonly Book[];

  protected override async scheduleUpdate(): Promise<void> {
    await Promise.all([this.book].flat().map(speakAlso));
    super.scheduleUpdate();
  }
}
