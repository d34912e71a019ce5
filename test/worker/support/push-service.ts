/**
 * A push service for the tests, at https://push.example: what is posted to `/{device}` can be read back at
 * `/{device}/received`. `PUT /{device}` sets the statuses with which it answers next; then it answers 201.
 * A status of 3xx leads to `/{device}-elsewhere`.
 */
import { type Request, Response } from 'miniflare';

interface Received {
  headers: Record<string, string>;
  /** Base64. */
  body: string;
}

const received = new Map<string, Received[]>();
const answers = new Map<string, number[]>();

/** All that the Worker fetches goes through here; what is not for the push service goes where it was sent. */
export async function pushServiceOrNetwork(request: Request): Promise<Response> {
  const { hostname, pathname } = new URL(request.url);
  if (hostname !== 'push.example') throw new TypeError(`Nobody is at ${hostname}`);
  const device = pathname.split('/')[1] ?? '';
  if (pathname.endsWith('/received')) return Response.json(received.get(device) ?? []);
  if (request.method === 'PUT') {
    answers.set(device, JSON.parse(await request.text()));
    return new Response('ok');
  }
  const body = Buffer.from(await request.arrayBuffer()).toString('base64');
  received.set(device, [
    ...(received.get(device) ?? []),
    { headers: Object.fromEntries(request.headers), body },
  ]);
  const status = answers.get(device)?.shift() ?? 201;
  const isRedirect = status >= 300 && status < 400;
  return new Response(null, { status, headers: isRedirect ? { Location: `/${device}-elsewhere` } : {} });
}
