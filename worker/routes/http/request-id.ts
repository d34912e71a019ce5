/** The id of a request, by which a caller and our log mean the same one. */
const header = 'X-Request-Id';

/** The caller's own, if it can be written into a log as it is. */
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
