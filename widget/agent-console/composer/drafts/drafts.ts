import { local } from '../../../client/browser/browser-storage.ts';
import { keyOf } from '../../../client/state/inbox-state.ts';

/**
 * What an agent has begun and not sent, for each conversation of a number. It survives a reload and a sign-out, and is
 * that agent's own.
 */
export class Drafts {
  #inbox: string;
  #place: string;

  constructor(agent: string, inbox: string) {
    this.#inbox = inbox;
    this.#place = `agent-console/${agent}/${inbox}`;
  }

  /** Adopts drafts from versions that did not separate agents. The first agent to sign in in this browser gets them. */
  adopt(): void {
    const old = `agent-console/${this.#inbox}/`;
    for (const [key, text] of local.under(`${old}draft/`)) {
      const id = Number(key.slice(key.lastIndexOf('/') + 1));
      const own = this.of(id);
      this.keep(id, own === '' ? text : `${own}\n${text}`, this.extrasOf(id));
      local.remove(key);
      local.remove(`${old}began/${id}`);
    }
  }

  /** The previews for the list: the text, or the names of the files; by the key of the conversation. */
  all(): Map<string, string> {
    const drafts = new Map<string, string>();
    const put = (key: string, text: string) => {
      const id = Number(key.slice(key.lastIndexOf('/') + 1));
      if (text !== '') drafts.set(keyOf({ inbox: this.#inbox, id }), text);
    };
    for (const [key, extras] of local.under(`${this.#place}/extras/`)) put(key, labelOf(extras));
    for (const [key, text] of local.under(`${this.#place}/draft/`)) put(key, text);
    return drafts;
  }

  /** The last change that was known when the draft was started; null if there is no draft. */
  began(conversationId: number): number | null {
    const seq = local.get(this.#key('began', conversationId));
    return seq === null ? null : Number(seq);
  }

  begin(conversationId: number, seq: number): void {
    local.set(this.#key('began', conversationId), String(seq));
  }

  of(conversationId: number): string {
    return local.get(this.#key('draft', conversationId)) ?? '';
  }

  /** Everything besides the text, as written by `composer-draft.ts`. */
  extrasOf(conversationId: number): string {
    return local.get(this.#key('extras', conversationId)) ?? '';
  }

  label(conversationId: number): string {
    return this.of(conversationId) || labelOf(this.extrasOf(conversationId));
  }

  keep(conversationId: number, text: string, extras = ''): void {
    this.#put('draft', conversationId, text);
    this.#put('extras', conversationId, extras);
    if (text === '' && extras === '') local.remove(this.#key('began', conversationId));
  }

  /** Whether this draft would be lost when the page closes. */
  isHeld(conversationId: number): boolean {
    return (['draft', 'extras'] as const).some((what) => local.isHeld(this.#key(what, conversationId)));
  }

  /** Whether any draft would be lost when the page closes. */
  get isAnyHeld(): boolean {
    const kept = [...local.under(`${this.#place}/draft/`), ...local.under(`${this.#place}/extras/`)];
    return kept.some(([key]) => local.isHeld(key));
  }

  /** Everything besides the texts. */
  get extras(): string[] {
    return local.under(`${this.#place}/extras/`).map(([, text]) => text);
  }

  #put(what: 'draft' | 'extras', conversationId: number, text: string): void {
    const key = this.#key(what, conversationId);
    if (text === '') local.remove(key);
    else if (text !== local.get(key) || local.isHeld(key)) local.set(key, text);
  }

  #key(what: 'draft' | 'extras' | 'began', conversationId: number): string {
    return `${this.#place}/${what}/${conversationId}`;
  }
}

function labelOf(extras: string): string {
  return extras.slice(0, Math.max(0, extras.indexOf('\n')));
}
