/** The ticket in the addresses of an inbox's files. It ends with the session that it belongs to. */
import type { MediaTicket, Message } from '../../../worker/api/conversations/messages.ts';
import type { ApiClient } from '../api/api-client.ts';
import { mediaAddress } from '../api/conversations/media.ts';
import { createMediaTicket } from '../api/conversations/media-tickets.ts';
import { serverNow } from '../live/server-clock.ts';

const minRenewalMs = 60_000;
/** A ticket is renewed this long before it expires. */
const renewedBeforeMs = 30 * 60_000;

export class MediaTickets {
  #api: ApiClient;
  #inbox: string;
  #changed: () => void;
  #ticket: MediaTicket | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isStopped = false;

  /** `changed` is called when the addresses of files have changed. */
  constructor(api: ApiClient, inbox: string, changed: () => void) {
    this.#api = api;
    this.#inbox = inbox;
    this.#changed = changed;
  }

  /** The ticket in the addresses; null while there is none. */
  get ticket(): string | null {
    return this.#ticket?.ticket ?? null;
  }

  /** The address of a message's file; null while there is no ticket. */
  address({ id }: Message): string | null {
    return this.#ticket && mediaAddress(this.#api, this.#inbox, id, this.#ticket.ticket);
  }

  async start(): Promise<void> {
    const ticket = await createMediaTicket(this.#api, this.#inbox);
    if (this.#isStopped) return;
    this.#ticket = ticket;
    this.#renewIn(Math.max(minRenewalMs, ticket.expiresAt - serverNow() - renewedBeforeMs));
  }

  renew(): void {
    this.start().then(this.#changed, () => this.#renewIn(minRenewalMs));
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  #renewIn(delayMs: number): void {
    if (this.#isStopped) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.renew(), delayMs);
  }
}
