import { keyOf, type Place } from '../client/inbox-state.ts';
import { Drafts } from './drafts.ts';

/** What was typed and not sent, in all conversations that are shown. */
export class AllDrafts {
  /** By the key of the conversation; another map after each change. */
  texts: ReadonlyMap<string, string> = new Map();

  read(inboxes: readonly string[]): void {
    this.texts = new Map(inboxes.flatMap((inbox) => [...new Drafts(inbox).all()]));
  }

  keep(place: Place, text: string): void {
    new Drafts(place.inbox).keep(place.id, text);
    const texts = new Map(this.texts);
    if (text === '') texts.delete(keyOf(place));
    else texts.set(keyOf(place), text);
    this.texts = texts;
  }

  /** What was typed to one customer in two conversations stays, in the one that is left. */
  join(from: Place, into: Place): void {
    const typed = this.texts.get(keyOf(from));
    if (typed === undefined) return;
    const before = this.texts.get(keyOf(into));
    this.keep(from, '');
    this.keep(into, before === undefined ? typed : `${before}\n${typed}`);
  }
}
