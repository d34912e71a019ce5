/** What an agent has typed and not sent, for each conversation. It survives a reload. */
export class Drafts {
  #prefix: string;

  constructor(inbox: string) {
    this.#prefix = `agent-console/${inbox}/draft/`;
  }

  all(): Map<number, string> {
    const drafts = new Map<number, string>();
    for (const [key, text] of Object.entries(localStorage)) {
      if (key.startsWith(this.#prefix)) drafts.set(Number(key.slice(this.#prefix.length)), String(text));
    }
    return drafts;
  }

  keep(conversationId: number, text: string): void {
    const key = `${this.#prefix}${conversationId}`;
    if (text === '') localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  }
}
