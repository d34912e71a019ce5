/** Why a message waits, stopped or is uncertain, where it is we who say so and not WhatsApp. */
import type { MessageError } from '../../api/errors.ts';

/** After this long without a word from Meta, a person may decide to send an uncertain message again. */
export const doubtLasts = 10 * 60_000;

export const noRoom: MessageError = {
  code: 'window_closed',
  title: 'The 24-hour window closed before the message could be sent.',
  advice: 'Send an approved template, or wait until the customer writes again.',
  details: null,
  retry: 'after-change',
};
/** By the pace of one customer. */
export const paced: MessageError = {
  code: 'paced',
  title: 'Waiting: WhatsApp’s limit.',
  advice: 'WhatsApp takes one message each six seconds to one customer. It goes out by itself.',
  details: null,
  retry: 'later',
};
/** By the pace of the number. */
export const numberPaced: MessageError = {
  code: 'paced',
  title: 'Waiting: WhatsApp’s limit.',
  advice: 'Many messages of this number are before it. It goes out by itself.',
  details: null,
  retry: 'later',
};
export const scheduled: MessageError = {
  code: 'scheduled',
  title: 'Waiting for its time.',
  advice: 'It can be taken back until then.',
  details: null,
};
export const cancelled: MessageError = {
  code: 'cancelled',
  title: 'Taken back before it was sent.',
  advice: 'Edit it, or send it after all.',
  details: null,
};
export const partBeforeFailed: MessageError = {
  code: 'part_before_failed',
  title: 'Not sent, because the part before it did not go out, or may not have.',
  advice:
    'Send the part before it again, and this one follows by itself. If that part has arrived after all, send this one again.',
  details: null,
};
export const noLongerNeeded: MessageError = {
  code: 'no_longer_needed',
  title: 'Not sent, because the conversation has gone on.',
  advice: 'Nothing needs to be done.',
  details: null,
  retry: 'never',
};
export const otherIdentity: MessageError = {
  code: 'identity_changed',
  title: 'This number may belong to somebody else now.',
  advice: 'Make sure who is writing, accept the new identity at the top, then send it again.',
  details: null,
  retry: 'after-change',
};
export const customerBlocked: MessageError = {
  code: 'blocked',
  title: 'This customer is blocked.',
  advice: 'Unblock them, then send it again.',
  details: null,
  retry: 'after-change',
};
export const optedOut: MessageError = {
  code: 'opted_out',
  title: 'The customer does not want marketing messages.',
  advice: 'Send them only what they asked for.',
  details: null,
  retry: 'never',
};
export const notReached: MessageError = {
  code: 'whatsapp_unreachable',
  title: 'WhatsApp could not be reached.',
  advice: 'Nothing was sent. It is tried again by itself for a while; after that, send it again.',
  details: null,
  retry: 'later',
};
export const notUploaded: MessageError = {
  code: 'upload_failed',
  title: 'The file could not be given to WhatsApp.',
  advice: 'Nothing was sent. It is tried again by itself for a while; after that, send it again.',
  details: null,
  retry: 'later',
};
export const notPrepared: MessageError = {
  code: 'inbox_fault',
  title: 'The inbox has a problem of its own.',
  advice: 'Nothing was sent. It is tried again by itself for a while; if it stays, tell an admin.',
  details: null,
  retry: 'later',
};
export const notSendable: MessageError = {
  code: 'invalid_content',
  title: 'WhatsApp does not take a message like this any more.',
  advice: 'Write it anew.',
  details: null,
  retry: 'never',
};
export const inDoubt: MessageError = {
  code: 'in_doubt',
  title: 'WhatsApp did not answer, so the message may have been delivered.',
  advice: 'It is not sent again by itself. If no tick appears within ten minutes, you can send it again.',
  details: null,
};
export const noReason: MessageError = {
  code: 'no_reason',
  title: 'WhatsApp says that it failed, and not why.',
  advice: 'Send it again, or reach the customer another way.',
  details: null,
};
export const noRecipient: MessageError = {
  code: 'no_recipient',
  title: 'There is no id left to write to this customer.',
  advice: 'Wait until the customer writes again.',
  details: null,
  retry: 'after-change',
};
export const numberDisabled: MessageError = {
  code: 'number_disabled',
  title: 'This number is not connected or is switched off.',
  advice: 'Ask an admin to switch it on, then send the message again.',
  details: null,
  retry: 'after-change',
};
export const tokenRefused: MessageError = {
  code: 190,
  title: 'Waiting: WhatsApp refuses the number’s access token.',
  advice: 'It goes out by itself as soon as an admin has given a new token.',
  details: null,
};
