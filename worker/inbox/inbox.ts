import { DurableObject } from 'cloudflare:workers';
import type { Agent, Conversation, Message, Page, SendMessage } from '../api.ts';
import type { Env } from '../env.ts';
import { ApiError } from '../errors.ts';
import type { InboxEvent } from '../whatsapp/webhook.ts';
import { migrate } from './schema.ts';

/** Where a list goes on: `next` of the page before, and how many rows at most. */
export interface PageRequest {
  before?: string;
  limit: number;
}

/** One message to send. Repeating `key` returns the first result. */
export interface SendRequest extends SendMessage {
  conversationId: number;
  key: string;
  author: Agent;
}

/**
 * Everything about one WhatsApp number: its customers, conversations and messages, what waits to be sent, and
 * the sockets of the agents who are looking. Named by the number's `phone_number_id`.
 */
export class Inbox extends DurableObject<Env> {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    ctx.blockConcurrencyWhile(async () => migrate(ctx.storage));
  }

  /** Stores all events or throws. Any event may come again, late, or before what it refers to. */
  receive(_events: InboxEvent[]): void {
    throw notYet();
  }

  /** Newest message first. */
  conversations(_page: PageRequest): Page<Conversation> {
    throw notYet();
  }

  conversation(_id: number): Conversation {
    throw notYet();
  }

  /** Newest first, in the order of the thread. */
  messages(_conversationId: number, _page: PageRequest): Page<Message> {
    throw notYet();
  }

  /** Puts a message in the queue and returns it; what becomes of it comes over the live socket. */
  send(_request: SendRequest): Message {
    throw notYet();
  }

  /** Sends a failed message once more, as a new attempt. */
  retry(_messageId: number, _author: Agent): Message {
    throw notYet();
  }

  /** Everything that had arrived by change `seq` has been seen. */
  markRead(_conversationId: number, _seq: number): Conversation {
    throw notYet();
  }

  /** A single-use ticket for `/live?ticket=&after=`, good for 30 seconds. */
  async issueTicket(_sessionId: string, _agent: Agent): Promise<string> {
    throw notYet();
  }

  override async fetch(_request: Request): Promise<Response> {
    throw notYet();
  }

  override async alarm(): Promise<void> {}
}

function notYet(): ApiError {
  return new ApiError(501, 'not_implemented', 'This part of the inbox is not there yet.');
}
