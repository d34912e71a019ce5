/** The loaded messages by their ids, and how they depend on each other. */
import type { Message, QuotedMessage } from '../../../worker/api/conversations/messages.ts';
import { isOfPart } from './delivery/remedy.ts';

export class MessageIndex {
  #byId = new Map<number, Message>();
  /** The messages whose next part has stopped because of them. */
  #followed: ReadonlySet<number> = new Set();

  take(messages: readonly Message[]): void {
    this.#byId = new Map(messages.map((message) => [message.id, message]));
    this.#followed = new Set(
      messages.flatMap(({ follows, error }) => (error && isOfPart(error) ? follows : [])),
    );
  }

  get(id: number): Message | undefined {
    return this.#byId.get(id);
  }

  /** The quoted message in its current form if it is loaded; else as it was when the reply arrived. */
  quotedBy(quoted: QuotedMessage | null) {
    const known = quoted?.message && this.#byId.get(quoted.message.id);
    return known ?? quoted?.message ?? null;
  }

  isFollowed({ id }: Message): boolean {
    return this.#followed.has(id);
  }

  /** The first of the parts before a message, as far as they are loaded, that has not been sent. */
  stopped({ follows }: Message): Message | null {
    for (const id of follows) {
      const before = this.#byId.get(id);
      if (before?.status === 'failed' || before?.status === 'in_doubt') return this.stopped(before) ?? before;
    }
    return null;
  }
}

/** Whether an unconfirmed message can be sent again now. */
export function isRetryDue({ status, retryAt }: Message, now: number): boolean {
  return status === 'in_doubt' && retryAt !== null && now >= retryAt;
}
