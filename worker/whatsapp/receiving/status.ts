/**
 * The status of a sent message. Status webhooks arrive late, twice and out of order. Joining them in any order gives the
 * same status, because statuses form a chain and joining takes the higher one.
 */
import * as v from 'valibot';

/**
 * In order of rank. A status moves forward only; `failed` is left only by a retry, which is a new attempt. `read` can come
 * without `delivered`, and `failed` after `sent`. Source: Meta's status webhook reference.
 */
export const messageStatus = v.picklist([
  'queued',
  'sending',
  /** The request was sent and its answer was lost. A status webhook settles it; it is never sent again automatically. */
  'in_doubt',
  'accepted',
  'sent',
  'delivered',
  'read',
  'failed',
]);
export type MessageStatus = v.InferOutput<typeof messageStatus>;

const rankOf = (status: MessageStatus) => messageStatus.options.indexOf(status);

export function joinStatus(a: MessageStatus, b: MessageStatus): MessageStatus {
  return rankOf(a) >= rankOf(b) ? a : b;
}

/** Whether Meta has accepted the message, and it has not failed since. */
export function hasReachedMeta(status: MessageStatus): boolean {
  return rankOf(status) >= rankOf('accepted') && status !== 'failed';
}

/** Sorts statuses of one message with the same time: those that change nothing first, then by rank. */
export function compareWords(a: string, b: string): number {
  return rankOf(statusOf(a) ?? 'queued') - rankOf(statusOf(b) ?? 'queued');
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
