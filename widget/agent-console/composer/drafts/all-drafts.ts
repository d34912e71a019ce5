import { type ConversationRef, keyOf } from '../../../client/state/inbox-state.ts';
import { Drafts } from './drafts.ts';

/** The drafts of all conversations on screen. */
export class AllDrafts {
  /** The preview of each draft for the list, by the key of its conversation. Each change creates a new map. */
  texts: ReadonlyMap<string, string> = new Map();
  #agent = '';
  #inboxes: readonly string[] = [];
  /** Conversations that became another one, by their key; null: their contact was erased. */
  #gone = new Map<string, ConversationRef | null>();

  read(agent: string, inboxes: readonly string[]): void {
    this.#agent = agent;
    this.#inboxes = inboxes;
    for (const inbox of inboxes.flatMap((id) => [id, `${id}/notes`])) this.#of(inbox).adopt();
    this.texts = new Map(inboxes.flatMap((inbox) => [...this.#of(inbox).all()]));
  }

  text({ inbox, id }: ConversationRef): string {
    return this.#of(inbox).of(id);
  }

  extras({ inbox, id }: ConversationRef): string {
    return this.#of(inbox).extrasOf(id);
  }

  keep(ref: ConversationRef, text: string, extras = ''): void {
    this.#of(ref.inbox).keep(ref.id, text, extras);
    this.#showLabel(ref);
  }

  /**
   * Adds what came into a composer after its conversation was left: the agent may have come back, or signed out.
   * Returns the conversation that it is now in; null: there is none any more.
   */
  async add(agent: string, ref: ConversationRef, extras: string): Promise<ConversationRef | null> {
    const { filesIn, joinExtras } = await import('./composer-draft.ts');
    const now = this.#now(ref);
    if (now === null) {
      const { forgetFiles } = await import('../../../client/browser/file-store.ts');
      await forgetFiles(filesIn(extras));
      return null;
    }
    const drafts = new Drafts(agent, now.inbox);
    drafts.keep(now.id, drafts.of(now.id), joinExtras(extras, drafts.extrasOf(now.id)));
    if (agent === this.#agent) this.#showLabel(now);
    return now;
  }

  #now(ref: ConversationRef): ConversationRef | null {
    const next = this.#gone.get(keyOf(ref));
    return next === undefined ? ref : next && this.#now(next);
  }

  #showLabel(ref: ConversationRef): void {
    const label = this.#of(ref.inbox).label(ref.id);
    const texts = new Map(this.texts);
    if (label === '') texts.delete(keyOf(ref));
    else texts.set(keyOf(ref), label);
    this.texts = texts;
  }

  /** Whether this draft is lost when the page closes. */
  isHeld({ inbox, id }: ConversationRef): boolean {
    return this.#of(inbox).isHeld(id);
  }

  get isAtRisk(): boolean {
    return this.#inboxes.some((inbox) => this.#of(inbox).isAnyHeld);
  }

  /** Merges the drafts of two merged conversations. */
  async join(from: ConversationRef, into: ConversationRef): Promise<void> {
    this.#gone.set(keyOf(from), into);
    const [typed, extras] = [this.text(from), this.extras(from)];
    if (typed === '' && extras === '') return;
    const before = this.text(into);
    const both = before === '' || typed === '' ? before + typed : `${before}\n${typed}`;
    const { joinExtras } = extras === '' ? {} : await import('./composer-draft.ts');
    this.keep(into, both, joinExtras ? joinExtras(extras, this.extras(into)) : this.extras(into));
    this.keep(from, '');
  }

  /** Deletes the draft of an erased contact, with its files. */
  async erase(ref: ConversationRef): Promise<void> {
    this.#gone.set(keyOf(ref), null);
    const extras = this.extras(ref);
    this.keep(ref, '');
    if (extras === '') return;
    const [{ filesIn }, { forgetFiles }] = await Promise.all([
      import('./composer-draft.ts'),
      import('../../../client/browser/file-store.ts'),
    ]);
    await forgetFiles(filesIn(extras));
  }

  #of(inbox: string): Drafts {
    return new Drafts(this.#agent, inbox);
  }
}
