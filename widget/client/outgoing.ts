/** What an agent has sent and the inbox has not answered for. It survives a reload; files do not. */
import type { PendingMessage } from './inbox-state.ts';

export class Outgoing {
  #prefix: string;

  constructor(inbox: string) {
    this.#prefix = `agent-console/${inbox}/outgoing/`;
  }

  all(): PendingMessage[] {
    const messages = Object.entries(localStorage).flatMap(([key, text]): PendingMessage[] =>
      key.startsWith(this.#prefix) ? this.#read(key, String(text)) : [],
    );
    return messages.sort((a, b) => a.sentAt - b.sentAt);
  }

  /** Follows a change of what waits. A page knows only its own, so what others have kept is left alone. */
  follow(before: readonly PendingMessage[], after: readonly PendingMessage[]): void {
    const keys = new Set(after.map(({ key }) => key));
    for (const { key } of before) if (!keys.has(key)) localStorage.removeItem(this.#prefix + key);
    for (const message of after) {
      if (message.upload || before.includes(message)) continue;
      const { upload: _upload, problem: _problem, ...kept } = message;
      try {
        localStorage.setItem(this.#prefix + message.key, JSON.stringify(kept));
      } catch {
        // A storage that is full must not keep the message from being sent.
      }
    }
  }

  /** What is damaged must not keep the inbox from opening. */
  #read(key: string, text: string): PendingMessage[] {
    try {
      return [{ ...JSON.parse(text), upload: null, problem: null }];
    } catch {
      localStorage.removeItem(key);
      return [];
    }
  }
}
