/**
 * What a thread shows of a conversation, and how it loads more. Everything is the same object as long as it means the
 * same, so that a key typed into the message field does not update the thread.
 */
import type { Message, MessageHistory } from '../../../worker/api/conversations/messages.ts';
import type { Agent } from '../../../worker/api/people/sessions.ts';
import type { ApiClient } from '../../client/api/api-client.ts';
import { getDeliveryDetails } from '../../client/api/conversations/message-details.ts';
import type { PendingMessage } from '../../client/state/inbox-state.ts';
import type { InboxStore } from '../../client/store/inbox-store.ts';
import { ProductShelf } from '../../client/store/product-shelf.ts';
import type { AnswerDesk } from '../thread/delivery/answer-desk.ts';

interface Loads {
  mediaUrl(message: Message): string | null;
  loadOlder(): Promise<void>;
  loadNewer(): Promise<void>;
  loadAround(messageId: number): Promise<void>;
  leavePast(): void;
  history(message: Message): Promise<MessageHistory>;
}

export class ThreadSource {
  #loads: { of: readonly unknown[]; loads: Loads } | null = null;
  #products: ProductShelf | null = null;
  #answers: AnswerDesk | null = null;
  #pending: { all: readonly PendingMessage[]; own: readonly PendingMessage[] } | null = null;

  loads(store: InboxStore, id: number, attempt: (command: () => Promise<void>) => Promise<void>): Loads {
    // A new ticket changes the address of every file.
    const of = [store, id, attempt, store.media.ticket];
    if (this.#loads?.of.every((part, index) => part === of[index])) return this.#loads.loads;
    const loads: Loads = {
      mediaUrl: (message) => store.media.address(message),
      loadOlder: () => store.threads.older(id),
      loadNewer: () => store.threads.newer(id),
      loadAround: (messageId) => attempt(() => store.threads.around(id, messageId)),
      leavePast: () => store.threads.toNewest(id),
      history: (message) => getDeliveryDetails(store.contact(id).api, store.inbox, message.id),
    };
    this.#loads = { of, loads };
    return loads;
  }

  /** The products of the number's catalog. The same object for the same number. */
  products(api: ApiClient | null, { inbox, media }: InboxStore): ProductShelf | null {
    if (api && this.#products?.inbox !== inbox)
      this.#products = new ProductShelf(api, inbox, () => media.ticket);
    return this.#products;
  }

  /** What the delivery details of an automatic answer are asked for. The same object for the same number. */
  answers(api: ApiClient | null, { inbox }: InboxStore, me: Agent | null): AnswerDesk | null {
    const isAdmin = me?.role === 'admin';
    const desk = this.#answers;
    if (api && (desk?.api !== api || desk.inbox !== inbox || desk.isAdmin !== isAdmin))
      this.#answers = { api, inbox, isAdmin };
    return this.#answers;
  }

  pending({ state: { pending } }: InboxStore, id: number): readonly PendingMessage[] {
    if (this.#pending?.all !== pending) {
      const own = pending.filter(({ conversationId }) => conversationId === id);
      const before = this.#pending?.own ?? [];
      this.#pending = { all: pending, own: own.length + before.length === 0 ? before : own };
    }
    return this.#pending.own;
  }
}
