/** Our own reasons, as opposed to WhatsApp's, why a message waits, was not sent, or is unconfirmed. */
import type { MessageError } from '../../../api/errors.ts';

/** After this long without a status, an agent can send an unconfirmed message again. */
export const unconfirmedAfterMs = 10 * 60_000;

export const noRoom: MessageError = {
  code: 'window_closed',
  title: 'The 24-hour window closed before the message could be sent.',
  advice: 'Send an approved template, or wait until the customer writes again.',
  details: null,
  retry: 'after-change',
};
/** Waiting for the pace of one customer. */
export const paced: MessageError = {
  code: 'paced',
  title: 'Waiting: WhatsApp’s limit.',
  advice: 'WhatsApp allows one message every six seconds to one customer. It is sent automatically.',
  details: null,
  retry: 'later',
};
/** Waiting for the pace of the number. */
export const numberPaced: MessageError = {
  code: 'paced',
  title: 'Waiting: WhatsApp’s limit.',
  advice: 'This number has many messages in the queue. It is sent automatically.',
  details: null,
  retry: 'later',
};
/** Meta accepted a template, and sends it once it has seen how customers take the first ones. */
export const heldForQuality: MessageError = {
  code: 'held_for_quality',
  title: 'Waiting: WhatsApp is checking the quality of this template.',
  advice:
    'WhatsApp first sends a new or paused template to some customers. It then sends this message, or drops it if the feedback is bad.',
  details: null,
};
export const scheduled: MessageError = {
  code: 'scheduled',
  title: 'Scheduled.',
  advice: 'You can cancel it until then.',
  details: null,
};
export const cancelled: MessageError = {
  code: 'cancelled',
  title: 'Cancelled before it was sent.',
  advice: 'Edit it, or send it now.',
  details: null,
};
export const previousPartFailed: MessageError = {
  code: 'part_before_failed',
  title: 'Not sent, because the previous part failed or is unconfirmed.',
  advice:
    'Send the previous part again; this one follows automatically. If the previous part did arrive, send this one again.',
  details: null,
};
export const noLongerNeeded: MessageError = {
  code: 'no_longer_needed',
  title: 'Not sent, because the conversation has moved on.',
  advice: 'Nothing needs to be done.',
  details: null,
  retry: 'never',
};
export const otherIdentity: MessageError = {
  code: 'identity_changed',
  title: 'This number may belong to someone else now.',
  advice: 'Check who is writing, accept the new identity at the top, then send it again.',
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
  title: 'The customer has opted out of marketing messages.',
  advice: 'Send them only what they asked for.',
  details: null,
  retry: 'never',
};
export const notReached: MessageError = {
  code: 'whatsapp_unreachable',
  title: 'WhatsApp could not be reached.',
  advice: 'Nothing was sent. Sending is retried automatically for a while; after that, send it again.',
  details: null,
  retry: 'later',
};
export const notUploaded: MessageError = {
  code: 'upload_failed',
  title: 'The file could not be uploaded to WhatsApp.',
  advice: 'Nothing was sent. Sending is retried automatically for a while; after that, send it again.',
  details: null,
  retry: 'later',
};
export const notPrepared: MessageError = {
  code: 'inbox_fault',
  title: 'The inbox has an internal problem.',
  advice:
    'Nothing was sent. Sending is retried automatically for a while. If the problem stays, contact an admin.',
  details: null,
  retry: 'later',
};
export const notSendable: MessageError = {
  code: 'invalid_content',
  title: 'WhatsApp no longer accepts this kind of message.',
  advice: 'Write it again.',
  details: null,
  retry: 'never',
};
export const inDoubt: MessageError = {
  code: 'in_doubt',
  title: 'No confirmation from WhatsApp. The message may have been delivered.',
  advice: 'It is not sent again automatically. If no tick appears within ten minutes, you can send it again.',
  details: null,
};
export const noReason: MessageError = {
  code: 'no_reason',
  title: 'WhatsApp reported a failure without a reason.',
  advice: 'Send it again, or reach the customer another way.',
  details: null,
};
export const noRecipient: MessageError = {
  code: 'no_recipient',
  title: 'There is no number or user id left to reach this customer.',
  advice: 'Wait until the customer writes again.',
  details: null,
  retry: 'after-change',
};
export const numberDisabled: MessageError = {
  code: 'number_disabled',
  title: 'This number is disconnected or turned off.',
  advice: 'Ask an admin to turn it on, then send the message again.',
  details: null,
  retry: 'after-change',
};
/** An admin has switched off sending files while the message waited. */
export const filesOff: MessageError = {
  code: 'files_off',
  title: 'This number does not send files.',
  advice: 'Write a text instead, or ask an admin to allow files in the settings of the number.',
  details: null,
  retry: 'after-change',
};
export const tokenRefused: MessageError = {
  code: 190,
  title: 'Waiting: WhatsApp rejects the number’s access token.',
  advice: 'It is sent automatically once an admin has added a new token.',
  details: null,
};
