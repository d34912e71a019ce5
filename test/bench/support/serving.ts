import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

/** Answers requests in a promise. One that its sender breaks off, as the Worker does when it is stopped, ends quietly. */
export function serving(
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): RequestListener {
  return (request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (!request.destroyed || request.complete) throw error;
    });
  };
}
