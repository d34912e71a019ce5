import { keyOf, type Place } from '../../client/inbox-state.ts';
import { Drafts } from './drafts.ts';

/** What was begun and not sent, in all conversations that are shown. */
export class AllDrafts {
  /** What says it in the list, by the key of the conversation; another map after each change. */
  texts: ReadonlyMap<string, string> = new Map();
  #agent = '';
  #inboxes: readonly string[] = [];

  read(agent: string, inboxes: readonly string[]): void {
    this.#agent = agent;
    this.#inboxes = inboxes;
    for (const inbox of inboxes.flatMap((id) => [id, `${id}/notes`])) this.#of(inbox).adopt();
    this.texts = new Map(inboxes.flatMap((inbox) => [...this.#of(inbox).all()]));
  }

  text({ inbox, id }: Place): string {
    return this.#of(inbox).of(id);
  }

  extras({ inbox, id }: Place): string {
    return this.#of(inbox).extrasOf(id);
  }

  keep(place: Place, text: string, extras = ''): void {
    const drafts = this.#of(place.inbox);
    drafts.keep(place.id, text, extras);
    const label = drafts.label(place.id);
    const texts = new Map(this.texts);
    if (label === '') texts.delete(keyOf(place));
    else texts.set(keyOf(place), label);
    this.texts = texts;
  }

  /** Whether the browser keeps this one no longer than the page is open. */
  isHeld({ inbox, id }: Place): boolean {
    return this.#of(inbox).isHeld(id);
  }

  get isAtRisk(): boolean {
    return this.#inboxes.some((inbox) => this.#of(inbox).isAnyHeld);
  }

  /** What was begun with one customer in two conversations stays, in the one that is left. */
  async join(from: Place, into: Place): Promise<void> {
    const [typed, extras] = [this.text(from), this.extras(from)];
    if (typed === '' && extras === '') return;
    const before = this.text(into);
    const both = before === '' || typed === '' ? before + typed : `${before}\n${typed}`;
    const { joinExtras } = extras === '' ? {} : await import('./composer-draft.ts');
    this.keep(into, both, joinExtras ? joinExtras(extras, this.extras(into)) : this.extras(into));
    this.keep(from, '');
  }

  /** Of a customer who is erased; nor are files of theirs kept. */
  async erase(place: Place): Promise<void> {
    const extras = this.extras(place);
    this.keep(place, '');
    if (extras === '') return;
    const [{ filesIn }, { forgetFiles }] = await Promise.all([
      import('./composer-draft.ts'),
      import('../../client/file-store.ts'),
    ]);
    await forgetFiles(filesIn(extras));
  }

  #of(inbox: string): Drafts {
    return new Drafts(this.#agent, inbox);
  }
}
