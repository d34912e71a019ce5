import type { ReceiptPolicy } from '../../api.ts';
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

/** Null: the number is switched off, or not connected. */
export async function askAccess(env: Env, inbox: string): Promise<NumberAccess | null> {
  const credentials = await askWorkspace(env).credentials(inbox);
  if (!credentials?.enabled) return null;
  const { phoneNumberId, receipts, messagesPerSecond } = credentials;
  return { graph: graphOf(env, credentials), phoneNumberId, receipts, messagesPerSecond };
}
