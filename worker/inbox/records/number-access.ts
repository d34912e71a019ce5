import type { ReceiptPolicy } from '../../api/numbers/numbers.ts';
import { cacheFor } from '../../cache-for.ts';
import type { Env } from '../../env.ts';
import { askWorkspace } from '../../peers.ts';
import type { Graph } from '../../whatsapp/graph/graph.ts';
import { graphOf } from '../../workspace/numbers/connections.ts';

/** Credentials and settings needed to call the Graph API for this number. */
export interface NumberAccess {
  graph: Graph;
  /** The current number of the inbox. */
  phoneNumberId: string;
  receipts: ReceiptPolicy;
  messagesPerSecond: number;
  sendsFiles: boolean;
}

/** A new token, or turning off the number, takes effect within this time. */
const cachedForMs = 5_000;

export class Access {
  #env: Env;
  #inbox: string;
  #remembered = cacheFor<'access', NumberAccess | null>(cachedForMs);

  constructor(env: Env, inbox: string) {
    this.#env = env;
    this.#inbox = inbox;
  }

  /** Null when the number is turned off or not connected. */
  get(): Promise<NumberAccess | null> {
    return this.#remembered('access', () => this.ask());
  }

  /** The current state, without the cache. */
  ask(): Promise<NumberAccess | null> {
    return askAccess(this.#env, this.#inbox);
  }

  /** Clears the cache. */
  forget(): void {
    this.#remembered = cacheFor(cachedForMs);
  }
}

/** Null when the number is turned off or not connected. */
async function askAccess(env: Env, inbox: string): Promise<NumberAccess | null> {
  const credentials = await askWorkspace(env).numbers.credentials(inbox);
  if (!credentials?.enabled) return null;
  const { phoneNumberId, receipts, messagesPerSecond, sendsFiles } = credentials;
  return { graph: graphOf(env, credentials), phoneNumberId, receipts, messagesPerSecond, sendsFiles };
}
