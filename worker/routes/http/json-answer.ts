import type { ErrorBody } from '../../api/errors.ts';
import { isApiError } from '../../errors.ts';
import { log } from '../../log.ts';

/** Turns whatever was thrown into the answer that the caller gets. What nobody foresaw is told by its reference only. */
export function answerError(error: unknown, request: Request): Response {
  if (isApiError(error)) {
    const { status, code, message, details } = error;
    return refuse(status, { code, message, ...(details !== undefined && { details }) });
  }
  return refuse(500, {
    code: 'internal',
    message: 'Something went wrong on our side. Try again; if it stays, look for the reference in the log.',
    details: { reference: referenceOf(error, request) },
  });
}

/** Logs what nobody foresaw, under a reference that the caller is told. */
export function referenceOf(error: unknown, request: Request): string {
  const reference = crypto.randomUUID();
  log('error', 'unexpected_fault', {
    reference,
    method: request.method,
    fault: error instanceof Error ? error.name : typeof error,
    at: error instanceof Error ? (error.stack?.split('\n')[1]?.trim() ?? null) : null,
  });
  return reference;
}

/** JSON that no cache keeps: every answer depends on who asks and when. */
export function json(body: unknown, status = 200): Response {
  return Response.json(body, { status, headers: { 'Cache-Control': 'no-store' } });
}

function refuse(status: number, error: ErrorBody['error']): Response {
  return json({ error } satisfies ErrorBody, status);
}
