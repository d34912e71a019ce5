/**
 * The status of a sent message. Status webhooks arrive late, twice and out of order. Joining them in any order gives the
 * same status, because statuses form a chain and joining takes the higher one.
 */

/** Moves forward only; `failed` is left only by a retry, which is a new attempt. */
export type MessageStatus =
  | 'queued'
  | 'sending'
  /** The request was sent and the response was lost. A status webhook settles it; it is never sent again automatically. */
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

/** Sorts statuses of one message with the same time: those that change nothing first, then by rank. */
export function compareWords(a: string, b: string): number {
  const rankOf = (word: string) => rank[statusOf(word) ?? 'queued'];
  return rankOf(a) - rankOf(b);
}

/** The status for a status webhook's word; null if it changes nothing (`deleted`, `warning`, …). */
export function statusOf(word: string): MessageStatus | null {
  switch (word) {
    case 'sent':
    case 'delivered':
    case 'read':
    case 'failed':
      return word;
    /** A voice message was played. There is no separate tick for that. */
    case 'played':
      return 'read';
    default:
      return null;
  }
}
