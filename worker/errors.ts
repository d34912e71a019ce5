/**
 * A refusal that a person can act on. Thrown where it is known, turned into
 * `{ "error": { code, message, details } }` in one place, `routes/http/json-answer.ts`.
 * `code` is stable and may be matched by callers; `message` says what to do.
 *
 * From a Durable Object it comes as a value and is thrown anew, see `asked.ts`: match with {@link isApiError}.
 */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details?: unknown,
  ) {
    super(message);
  }
}

export function isApiError(error: unknown): error is ApiError {
  return error instanceof Error && error.name === 'ApiError' && 'code' in error && 'status' in error;
}
