/** Errors that more than one check of a message ends in. */
import { ApiError } from '../../errors.ts';

export function windowClosed(expiresAt: number | null): ApiError {
  return new ApiError(
    409,
    'window_closed',
    'The customer last wrote more than 24 hours ago. Send an approved template, or wait until they write again.',
    { expiresAt },
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
