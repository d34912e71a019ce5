/**
 * How far a sent message has come. Reports of it arrive late, twice and out of order; joining them in any order
 * gives the same status, because the statuses form a chain and joining takes the higher one.
 */

/** Moves forward only; `failed` is left only by a retry, which is a new attempt. */
export type MessageStatus =
  | 'queued'
  | 'sending'
  /** The request was sent and its answer was lost: settled by a status webhook, never sent again by itself. */
  | 'in_doubt'
  | 'accepted'
  | 'sent'
  | 'delivered'
  | 'read'
  | 'failed';

/** `read` can come without `delivered`, `failed` after `sent`. Source: Meta's status webhook reference. */
const rank: Record<MessageStatus, number> = {
  queued: 0,
  sending: 1,
  in_doubt: 2,
  accepted: 3,
  sent: 4,
  delivered: 5,
  read: 6,
  failed: 7,
};

export function joinStatus(a: MessageStatus, b: MessageStatus): MessageStatus {
  return rank[a] >= rank[b] ? a : b;
}

/** For sorting what was said of one message at the same time: what moves nothing first, then from the least to the furthest. */
export function compareWords(a: string, b: string): number {
  const rankOf = (word: string) => rank[statusOf(word) ?? 'queued'];
  return rankOf(a) - rankOf(b);
}

/** The status that a status webhook's word stands for; null for one that moves nothing (`deleted`, `warning`, …). */
export function statusOf(word: string): MessageStatus | null {
  switch (word) {
    case 'sent':
    case 'delivered':
    case 'read':
    case 'failed':
      return word;
    /** A voice message was listened to, which is more than having seen it; there is no tick of its own for it. */
    case 'played':
      return 'read';
    default:
      return null;
  }
}
