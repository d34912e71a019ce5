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

  keep(conversationId: number, text: string): void {
    const key = `${this.#prefix}${conversationId}`;
    if (text === '') localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  }
}
