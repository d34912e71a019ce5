/** Entity tags: a program that has an answer already gets 304 without a body, as long as nothing in it has changed. */
import { hashOf } from '../../workspace/secrets/secrets.ts';

/** The answer with its `ETag`, or 304 if the caller has it. */
export async function withEntityTag(request: Request, answer: Response): Promise<Response> {
  const body = await answer.text();
  const tag = `"${(await hashOf(body)).slice(0, 22)}"`;
  const headers = new Headers(answer.headers);
  headers.set('ETag', tag);
  if (!isKnown(request.headers.get('if-none-match'), tag))
    return new Response(body, { status: answer.status, headers });
  headers.delete('Content-Type');
  return new Response(null, { status: 304, headers });
}

/** Several tags can be given, and proxies mark theirs as weak. `*` names no answer that the caller could have. */
function isKnown(given: string | null, tag: string): boolean {
  return (given ?? '')
    .split(',')
    .map((one) => one.trim().replace(/^W\//, ''))
    .includes(tag);
}
