/** The error for a bot that answers a turn which takes no answer any more. */
import type { TurnReason } from '../../../api/automation/turns.ts';
import { ApiError } from '../../../errors.ts';

/** `newer`: the customer has written on. `expired`: it is too late. `ended`: it was answered in another way. */
export type OverReason = TurnReason | 'newer' | 'expired' | 'ended';

const texts: Readonly<Record<OverReason, string>> = {
  newer: 'The customer has written on. turn.started comes again, with all messages and another token.',
  expired: 'The time for an answer is over.',
  ended: 'The turn was answered already, or has failed.',
  person: 'A person answers this conversation now.',
  off: 'Automation is turned off for this conversation.',
  paused: 'An admin has paused automation.',
  answered: 'A person was faster.',
  'window-closed': 'The reply window has closed.',
  'opted-out': 'The customer has opted out.',
  blocked: 'The customer is blocked.',
  identity: 'The customer’s identity has changed. A person has to check it first.',
  limit: 'The customer has got as many automatic messages as they may.',
  'month-limit': 'The number has sent as many automatic messages as it may in a month.',
  loop: 'A machine seems to answer. The team has the conversation.',
  'same-text': 'The customer was just sent the same message.',
  nothing: 'Another part of automation answers the customer.',
  error: 'The turn has failed.',
  'template-unavailable': 'The template cannot be sent.',
  'template-changed': 'The template has changed.',
  'value-missing': 'A variable of the template has no value.',
  'reply-deleted': 'The saved reply was deleted.',
  'file-missing': 'The file is no longer stored.',
  'files-off': 'The number does not send files.',
  merged: 'The contact was merged with another one, which has a turn of its own.',
};

export function turnOver(because: OverReason): ApiError {
  return new ApiError(409, 'turn_over', `${texts[because]} Nothing was sent.`, { because });
}
