/** Who is viewing which conversation: reports this agent, and receives the others. */
import type { Presence, PresenceMessage } from '../../../worker/api/conversations/live.ts';

/** Typing is repeated this often, and ends if it is not repeated for longer. */
const typingIntervalMs = 4_000;
const maxTypingMs = 9_000;
/** WhatsApp shows the typing indicator for 25 seconds. */
const customerIntervalMs = 20_000;

export interface PresenceOutlets {
  /** To the team. */
  say(message: PresenceMessage): void;
  /** To the customer. */
  showTyping(conversationId: number): void;
}

/** Where this console's agent is. Sent when it changes, and while they are typing. */
export class OwnPresence {
  /** They have not touched the console for some time. */
  isIdle = false;
  #outlets: PresenceOutlets;
  #conversationId: number | null = null;
  #saidAt: number | null = null;
  #shownAt = new Map<number, number>();
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor(outlets: PresenceOutlets) {
    this.#outlets = outlets;
  }

  look(conversationId: number | null): void {
    if (conversationId === this.#conversationId) return;
    this.#conversationId = conversationId;
    this.#saidAt = null;
    clearTimeout(this.#rest);
    this.repeat();
  }

  /** The agent has typed there; null: they have sent the message, or stopped. */
  type(conversationId: number | null): void {
    clearTimeout(this.#rest);
    if (conversationId === null) {
      if (this.#saidAt === null) return;
      this.#saidAt = null;
      this.repeat();
      return;
    }
    const now = Date.now();
    if (now - (this.#shownAt.get(conversationId) ?? 0) >= customerIntervalMs) {
      this.#shownAt.set(conversationId, now);
      this.#outlets.showTyping(conversationId);
    }
    if (conversationId !== this.#conversationId) return;
    this.#rest = setTimeout(() => this.type(null), typingIntervalMs + 1_000);
    if (this.#saidAt !== null && now - this.#saidAt < typingIntervalMs) return;
    this.#saidAt = now;
    this.repeat();
  }

  /** Sends the presence again, as after a new connection. */
  repeat(): void {
    const isTyping = this.#saidAt !== null;
    this.#outlets.say({
      type: 'presence',
      conversationId: this.#conversationId,
      isTyping,
      ...(this.isIdle && { isIdle: true }),
    });
  }

  stop(): void {
    clearTimeout(this.#rest);
  }
}

/** The other agents. */
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
    if (people.some(({ isTyping }) => isTyping)) this.#timer = setTimeout(() => this.#expire(), maxTypingMs);
    this.#changed();
  }

  /** Everyone but this agent who is looking at a conversation. */
  at(conversationId: number, own: string): readonly Presence[] {
    return this.#people.filter((one) => one.conversationId === conversationId && one.agentId !== own);
  }

  /** The names of those who are typing, by conversation. */
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
