/** Notices a bot that answers itself or another bot. In memory: a loop goes on while the object is awake. */
const maxInMinute = 20;
const minuteMs = 60_000;
/** Conversations with a bot that is sending; beyond it, old ones are dropped. */
const maxKnown = 1_000;

export class LoopGuard {
  #sent = new Map<string, number[]>();

  /** Counts a message. Returns whether it is one too many for a minute. */
  isLoop(conversationId: number, tokenId: string, now: number): boolean {
    const key = `${conversationId} ${tokenId}`;
    const lately = (this.#sent.get(key) ?? []).filter((at) => at > now - minuteMs);
    this.#sent.delete(key);
    if (lately.length >= maxInMinute) return true;
    this.#sent.set(key, [...lately, now]);
    const [oldest] = this.#sent.keys();
    if (this.#sent.size > maxKnown && oldest !== undefined) this.#sent.delete(oldest);
    return false;
  }
}
