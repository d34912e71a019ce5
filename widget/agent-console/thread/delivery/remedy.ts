/** The remedy for a message that was not sent, from its error and the current state of its conversation. */

import type { Content, Message } from '../../../../worker/api/conversations/messages.ts';
import type { MessageError } from '../../../../worker/api/errors.ts';

export interface Remedy {
  /** It can be sent again as it is, and may go out. */
  canRetry: boolean;
  /** Nothing but a template reaches the customer now. */
  needsTemplate: boolean;
  /**
   * It goes on after a part that has not gone out, and the inbox does not take it before that one; `for-good`: nor can
   * that one be sent again.
   */
  waitsForPart: false | 'for-now' | 'for-good';
  /** It may be sent again, but not yet: WhatsApp asks for a day. */
  isResting: boolean;
}

/** `stopped`: the first of the parts before it, when that has not gone out. */
export function remedyOf(
  { status, error, content, sentAt }: Pick<Message, 'status' | 'error' | 'content' | 'sentAt'>,
  how: { now: number; isOpen: boolean; isRetryDue: boolean; stopped: Pick<Message, 'error'> | null },
): Remedy {
  if (error === null || (status !== 'failed' && !how.isRetryDue)) {
    return { canRetry: false, needsTemplate: false, waitsForPart: false, isResting: false };
  }
  const { stopped } = how;
  const waitsForPart = stopped !== null && (stopped.error?.retry === 'never' ? 'for-good' : 'for-now');
  const isResting = error.code === marketingHeld && how.now < sentAt + day;
  const isShut = !how.isOpen && content.type !== 'template';
  const canHelp = error.retry !== 'never' && !waitsForPart;
  return {
    canRetry: canHelp && !isShut && !isResting,
    // Where something else has to be changed first, a template would fail of the same.
    needsTemplate: canHelp && isShut && (isOfWindow(error) || error.retry !== 'after-change'),
    waitsForPart,
    isResting,
  };
}

/** Whether it failed because the window was closed. */
export function isOfWindow({ code }: Pick<MessageError, 'code'>): boolean {
  return code === windowClosed || code === 'window_closed';
}

/** Whether it stopped because the part before it had. */
export function isOfPart({ code }: Pick<MessageError, 'code'>): boolean {
  return code === 'part_before_failed';
}

/** The text that a person wrote in it, to edit and send again; null if there is none. */
export function writtenIn(content: Content): string | null {
  switch (content.type) {
    case 'text':
      return content.text.body;
    case 'image':
      return content.image.caption || null;
    case 'video':
      return content.video.caption || null;
    case 'document':
      return content.document.caption || null;
    case 'interactive':
      return 'body' in content.interactive ? content.interactive.body?.text || null : null;
    default:
      return null;
  }
}

/** Meta's codes. */
const windowClosed = 131047;
const marketingHeld = 131049;

const day = 24 * 60 * 60 * 1000;
