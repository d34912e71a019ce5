import { keyOf } from '../client/inbox-state.ts';

/** What an agent has typed and not sent, for each conversation of a number. It survives a reload. */
export class Drafts {
  #inbox: string;
  #prefix: string;

  constructor(inbox: string) {
    this.#inbox = inbox;
    this.#prefix = `agent-console/${inbox}/draft/`;
  }

  /** By the key of the conversation. */
  all(): Map<string, string> {
    const drafts = new Map<string, string>();
    for (const [key, text] of Object.entries(localStorage)) {
      if (!key.startsWith(this.#prefix)) continue;
      drafts.set(keyOf({ inbox: this.#inbox, id: Number(key.slice(this.#prefix.length)) }), String(text));
    }
    return drafts;
  }

  /** The last change that was known when the draft was begun; null: there is none. */
  began(conversationId: number): number | null {
    const seq = localStorage.getItem(this.#beganKey(conversationId));
    return seq === null ? null : Number(seq);
  }

  begin(conversationId: number, seq: number): void {
    localStorage.setItem(this.#beganKey(conversationId), String(seq));
  }

  #beganKey(conversationId: number): string {
    return `agent-console/${this.#inbox}/began/${conversationId}`;
  }

  of(conversationId: number): string {
    return localStorage.getItem(`${this.#prefix}${conversationId}`) ?? '';
  }

  keep(conversationId: number, text: string): void {
    const key = `${this.#prefix}${conversationId}`;
    if (text === '') {
      localStorage.removeItem(key);
      localStorage.removeItem(this.#beganKey(conversationId));
    } else localStorage.setItem(key, text);
  }
}
