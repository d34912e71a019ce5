/**
 * What an agent has sent and the inbox has not answered for. It survives a reload, and is that agent's own: whoever signs
 * in after them in the same browser sends nothing of theirs.
 */
import { local } from '../browser/browser-storage.ts';
import type { PendingMessage } from '../state/inbox-state.ts';

export class Outgoing {
  #prefix: string;

  constructor(agent: string, inbox: string) {
    this.#prefix = `agent-console/${agent}/${inbox}/outgoing/`;
  }

  async all(): Promise<PendingMessage[]> {
    const stored = local.under(this.#prefix);
    if (stored.length === 0) return [];
    const { readPending } = await import('./stored-pending.ts');
    const messages = stored.flatMap(([key, text]): PendingMessage[] => {
      const message = readPending(text);
      // A damaged message must not keep the inbox from opening.
      if (message === null) local.remove(key);
      return message === null ? [] : [message];
    });
    return messages.sort((a, b) => a.sentAt - b.sentAt);
  }

  /** Stores a change of the pending messages. A page knows only its own, so those of other pages stay as they are. */
  follow(before: readonly PendingMessage[], after: readonly PendingMessage[]): void {
    const keys = new Set(after.map(({ key }) => key));
    for (const { key } of before) if (!keys.has(key)) local.remove(this.#prefix + key);
    for (const message of after) {
      if (before.includes(message)) continue;
      const { upload: _upload, problem: _problem, ...kept } = message;
      local.set(this.#prefix + message.key, JSON.stringify(kept));
    }
  }

  /** Whether the message would be lost with the page. */
  isHeld({ key }: PendingMessage): boolean {
    return local.isHeld(this.#prefix + key);
  }
}
