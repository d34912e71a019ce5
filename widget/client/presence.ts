/** Who looks at which conversation: what this console says of its agent, and what it hears of the others. */
import type { Presence, PresenceMessage } from '../../worker/api.ts';

/** Writing is said again so often, and is over when it has not been said for so long. */
const typingEvery = 4_000;
const typingLasts = 9_000;

/** Where this console's agent is. Says it when it changes, and while they write. */
export class OwnPresence {
  #say: (message: PresenceMessage) => void;
  #conversationId: number | null = null;
  #saidAt: number | null = null;
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor(say: (message: PresenceMessage) => void) {
    this.#say = say;
  }

  look(conversationId: number | null): void {
    if (conversationId === this.#conversationId) return;
    this.#conversationId = conversationId;
    this.#saidAt = null;
    clearTimeout(this.#rest);
    this.repeat();
  }

  /** They have typed there; null: they have sent it, or stopped. */
  type(conversationId: number | null): void {
    clearTimeout(this.#rest);
    if (conversationId === null) {
      if (this.#saidAt === null) return;
      this.#saidAt = null;
      this.repeat();
      return;
    }
    if (conversationId !== this.#conversationId) return;
    this.#rest = setTimeout(() => this.type(null), typingEvery + 1_000);
    const now = Date.now();
    if (this.#saidAt !== null && now - this.#saidAt < typingEvery) return;
    this.#saidAt = now;
    this.repeat();
  }

  /** As after a new connection. */
  repeat(): void {
    const isTyping = this.#saidAt !== null;
    this.#say({ type: 'presence', conversationId: this.#conversationId, isTyping });
  }

  stop(): void {
    clearTimeout(this.#rest);
  }
}

/** The others. */
export class People {
  #changed: () => void;
  #people: readonly Presence[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  take(people: readonly Presence[]): void {
    this.#people = people;
    clearTimeout(this.#timer);
    if (people.some(({ isTyping }) => isTyping)) this.#timer = setTimeout(() => this.#expire(), typingLasts);
    this.#changed();
  }

  /** Everybody but this agent who looks at a conversation. */
  at(conversationId: number, own: string): readonly Presence[] {
    return this.#people.filter((one) => one.conversationId === conversationId && one.agentId !== own);
  }

  /** The names of those who write, by conversation. */
  typing(own: string): ReadonlyMap<number, string> {
    const writing = this.#people.filter(({ isTyping, agentId }) => isTyping && agentId !== own);
    return new Map(writing.map(({ conversationId, name }) => [conversationId, name]));
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #expire(): void {
    this.#people = this.#people.map((one) => ({ ...one, isTyping: false }));
    this.#changed();
  }
}
