import type { ErrorBody, Problem } from '../../api/errors.ts';
import { isApiError } from '../../errors.ts';
import { log } from '../../log.ts';
import { requestIdOf } from './request-id.ts';

/** Turns an error into the caller's answer. An unexpected error shows only its reference. */
export function answerError(error: unknown, request: Request): Response {
  if (isApiError(error)) {
    const { status, code, message, details } = error;
    return refuse(request, status, { code, message, ...(details !== undefined && { details }) });
  }
  return refuse(request, 500, {
    code: 'internal',
    message: 'Something went wrong on our side. Try again; if it stays, look for the reference in the log.',
    details: { reference: logged(error, request) },
  });
}

/** Logs an unexpected error under the request id, which the caller gets as well. */
export function logged(error: unknown, request: Request): string {
  const reference = requestIdOf(request);
  log('error', 'unexpected_fault', {
    reference,
    method: request.method,
    fault: error instanceof Error ? error.name : typeof error,
    at: error instanceof Error ? (error.stack?.split('\n')[1]?.trim() ?? null) : null,
  });
  return reference;
}

/** JSON that is never cached, because every answer depends on the caller and the time. */
export function json(body: unknown, status = 200): Response {
  return Response.json(body, { status, headers: { 'Cache-Control': 'no-store' } });
}

function refuse(request: Request, status: number, error: ErrorBody['error']): Response {
  const answer = acceptsProblem(request)
    ? json(problemOf(request, status, error), status)
    : json({ error } satisfies ErrorBody, status);
  if (acceptsProblem(request)) answer.headers.set('Content-Type', problemType);
  if (status === 401) answer.headers.set('WWW-Authenticate', 'Bearer');
  return answer;
}

const problemType = 'application/problem+json';

function acceptsProblem(request: Request): boolean {
  return request.headers.get('accept')?.toLowerCase().includes(problemType) ?? false;
}

function problemOf({ url }: Request, status: number, error: ErrorBody['error']): Problem {
  return {
    type: 'about:blank',
    title: titles[status] ?? (status < 500 ? 'Bad Request' : 'Internal Server Error'),
    status,
    detail: error.message,
    instance: new URL(url).pathname,
    error,
  };
}

const titles: Readonly<Record<number, string>> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  410: 'Gone',
  411: 'Length Required',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  416: 'Range Not Satisfiable',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};
