/** Errors that more than one check of a message ends in. */
import { ApiError } from '../../errors.ts';
import { faultOf, issueText, type OutboundIssue } from '../../whatsapp/sending/outbound-content.ts';

export function windowClosed(expiresAt: number | null): ApiError {
  return new ApiError(
    409,
    'window_closed',
    'The customer last wrote more than 24 hours ago. Send an approved template, or wait until they write again.',
    { expiresAt },
  );
}

/** `details` have every wrong field by its path; the message names the first. */
export function contentRefused(message: string, issues: readonly OutboundIssue[]): ApiError {
  const [first] = issues;
  return new ApiError(
    422,
    'invalid_content',
    first ? `${message} ${issueText(first)}` : message,
    issues.map(faultOf),
  );
}

export function filesRefused(): ApiError {
  return new ApiError(
    409,
    'files_off',
    'This number does not send files. Write a text instead, or allow files in the settings of the number.',
  );
}

export function keyReused(): ApiError {
  return new ApiError(
    422,
    'idempotency_key_reused',
    'This Idempotency-Key was used for another message. Choose a new one.',
  );
}
