/** Counts one opt-in to marketing messages, or one opt-out, in its day. */
import type { Count } from './count.ts';

export interface ConsentRow extends Record<string, SqlStorageValue> {
  at: number;
  conversation_id: number;
  wants: number;
}

export function countConsent(count: Count, { conversation_id: conversation, wants }: ConsentRow): void {
  if (wants === 1) count.figures.optedIn += 1;
  else count.figures.optedOut += 1;
  count.tell(wants === 1 ? 'opted-in' : 'opted-out', conversation);
}
