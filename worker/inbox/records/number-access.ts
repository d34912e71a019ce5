import type { ReceiptPolicy } from '../../api/numbers.ts';
import { fresh } from '../../cache-for.ts';
import type { Env } from '../../env.ts';
import { askWorkspace } from '../../peers.ts';
import type { Graph } from '../../whatsapp/account/graph.ts';
import { graphOf } from '../../workspace/numbers/connections.ts';

/** What it takes to speak for the number. */
export interface NumberAccess {
  graph: Graph;
  /** The number that the inbox has now. */
  phoneNumberId: string;
  receipts: ReceiptPolicy;
  messagesPerSecond: number;
}

/** A new token, or a number switched off, counts within seconds. */
const rememberedForMs = 5_000;

export class Access {
  #env: Env;
  #inbox: string;
  #remembered = fresh<'access', NumberAccess | null>(rememberedForMs);

  constructor(env: Env, inbox: string) {
    this.#env = env;
    this.#inbox = inbox;
  }

  /** Null: the number is switched off, or not connected. */
  get(): Promise<NumberAccess | null> {
    return this.#remembered('access', () => this.ask());
  }

  /** As it is at this moment. */
  ask(): Promise<NumberAccess | null> {
    return askAccess(this.#env, this.#inbox);
  }

  /** There is another token. */
  forget(): void {
    this.#remembered = fresh(rememberedForMs);
  }
}

/** Null: the number is switched off, or not connected. */
async function askAccess(env: Env, inbox: string): Promise<NumberAccess | null> {
  const credentials = await askWorkspace(env).credentials(inbox);
  if (!credentials?.enabled) return null;
  const { phoneNumberId, receipts, messagesPerSecond } = credentials;
  return { graph: graphOf(env, credentials), phoneNumberId, receipts, messagesPerSecond };
}
