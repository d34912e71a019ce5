/** Sends what the composer hands over, unless another agent has replied since this agent began to write. */
import type { LitElement } from 'lit';
import type { Message } from '../../../worker/api/conversations/messages.ts';
import { answerAfter } from '../../client/state/answer-after.ts';
import { knownOf, type Quoted } from '../../client/state/inbox-state.ts';
import type { InboxStore } from '../../client/store/inbox-store.ts';
import { Drafts } from '../composer/drafts/drafts.ts';
import type { ComposerSend } from '../composer/message/composer-events.ts';
import { MessageSend } from '../events.ts';
import { TeamActionEvent } from './header/conversation-tools.ts';

export class GuardedSend {
  /** Another agent's reply, shown before this agent's reply is sent. */
  collision: Message | null = null;
  readonly #host: LitElement;
  readonly #me: () => string;
  /** The agent has seen the other reply and sends anyway. */
  #isSentAnyway = false;

  /** `me` is the id of the agent who writes. */
  constructor(host: LitElement, me: () => string) {
    this.#host = host;
    this.#me = me;
  }

  /** Returns whether the messages were queued. */
  send(store: InboxStore, id: number, event: ComposerSend, replyTo: Quoted | null): boolean {
    const own = this.#me();
    const known = knownOf(store.state, id);
    const answer = answerAfter(store.state, id, {
      seq: new Drafts(own, store.inbox).began(id) ?? known,
      own,
    });
    if (answer && event.cancelable && !this.#isSentAnyway) {
      // The composer keeps its content until the agent has read that reply.
      event.preventDefault();
      this.#show(answer);
      return false;
    }
    this.#show(null);
    store.threads.toNewest(id);
    const quoted = event.messages.map((message, index) => ({
      ...message,
      replyTo: index === 0 ? replyTo : null,
      ifLastSeq: known,
    }));
    store.sendAll(id, quoted);
    event.accept();
    for (const { content } of event.messages)
      this.#host.dispatchEvent(new MessageSend(store.inbox, id, content));
    if (event.isResolving) void this.#resolveAfter(store, id);
    return true;
  }

  /** A message that did not leave the page keeps the conversation open. */
  async #resolveAfter(store: InboxStore, id: number): Promise<void> {
    if (await store.queue.settled(id))
      this.#host.dispatchEvent(new TeamActionEvent({ type: 'state', state: 'resolved' }));
  }

  /** The agent has decided about the other reply; `sendHeld` sends what the composer still holds. */
  settle(store: InboxStore, id: number, isSent: boolean, sendHeld: () => void): void {
    this.#isSentAnyway = isSent;
    if (isSent) sendHeld();
    this.#isSentAnyway = false;
    // A reply that has been read is not asked about again.
    if (!isSent) this.begin(store, id, true);
    this.#show(null);
  }

  /** Remembers the last known change when a reply was started. */
  begin(store: InboxStore, id: number, isAgain = false): void {
    const drafts = new Drafts(this.#me(), store.inbox);
    if (isAgain || drafts.began(id) === null) drafts.begin(id, knownOf(store.state, id));
  }

  #show(answer: Message | null): void {
    this.collision = answer;
    this.#host.requestUpdate();
  }
}
