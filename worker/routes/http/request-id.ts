/** The id of a request, shared by the caller and our log. */
const header = 'X-Request-Id';

/** Made when they are first asked for: most webhooks need none. */
const ids = new WeakMap<Request, string>();

/** The caller's own id, if it is safe to log. */
export function requestIdOf(request: Request): string {
  const id = ids.get(request) ?? newId(request);
  ids.set(request, id);
  return id;
}

function newId(request: Request): string {
  const given = request.headers.get(header) ?? '';
  return /^[\w.:-]{1,128}$/.test(given) ? given : crypto.randomUUID();
}

export function withRequestId(request: Request, answer: Response): Response {
  if (answer.webSocket) return answer;
  const headers = new Headers(answer.headers);
  headers.set(header, requestIdOf(request));
  return new Response(answer.body, { status: answer.status, headers });
}
