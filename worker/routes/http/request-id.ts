/** The id of a request, shared by the caller and our log. */
const header = 'X-Request-Id';

/** The caller's own id, if it is safe to log. */
export function requestIdOf(request: Request): string {
  const given = request.headers.get(header) ?? '';
  return /^[\w.:-]{1,128}$/.test(given) ? given : crypto.randomUUID();
}

export function withRequestId(request: Request, requestId: string, answer: Response): Response {
  const isOfApi = /^\/(api|graph)\//.test(new URL(request.url).pathname);
  if (!isOfApi || answer.webSocket) return answer;
  const headers = new Headers(answer.headers);
  headers.set(header, requestId);
  return new Response(answer.body, { status: answer.status, headers });
}
