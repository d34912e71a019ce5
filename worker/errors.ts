/**
 * An error that a person can act on. `routes/http/json-answer.ts` turns it into
 * `{ "error": { code, message, details } }`. `code` is stable, so callers can match it; `message` says what to do.
 *
 * It crosses Durable Object calls as a value (`durable-object-rpc.ts`), so match it with {@link isApiError}.
 */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: string;
  readonly details: unknown;

  constructor(status: number, code: string, message: string, details?: unknown) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

export function isApiError(error: unknown): error is ApiError {
  return error instanceof Error && error.name === 'ApiError' && 'code' in error && 'status' in error;
}
