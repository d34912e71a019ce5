/** A WhatsApp that answers each request to send as the test has written it, and takes whatever else is sent. */
import type { Graph } from '../outbox-world.ts';

export interface GraphCall {
  /** The body of `POST …/messages`. */
  body: Record<string, unknown>;
  /** Its `biz_opaque_callback_data`. */
  attempt: string;
  at: number;
}

export type GraphAnswer = (
  call: GraphCall,
  wait: (milliseconds: number) => Promise<void>,
) => Promise<Response>;

export class ScriptedGraph {
  /** Every request to send, in order. */
  readonly calls: GraphCall[] = [];
  /** What is answered to the next ones, and to all after them. */
  answers: GraphAnswer[] = [];
  usually: GraphAnswer = accepts;
  uploads = 0;
  /** What happens while a file is on its way up, and the answer if it is none of success. */
  uploading: (wait: (milliseconds: number) => Promise<void>) => Promise<unknown> = async () => {};

  readonly graph: Graph = async (request, wait) => {
    if (request.url.endsWith('/media')) {
      await request.arrayBuffer();
      this.uploads += 1;
      const answer = await this.uploading(wait);
      return answer instanceof Response ? answer : Response.json({ id: `9000${this.uploads}` });
    }
    const body = await request.json<Record<string, unknown>>();
    const call = { body, attempt: String(body.biz_opaque_callback_data), at: Date.now() };
    this.calls.push(call);
    const answer = this.answers.shift() ?? this.usually;
    return answer(call, wait);
  };
}

export const wamidOf = ({ attempt }: GraphCall) => `wamid.${attempt}`;

export const accepts: GraphAnswer = async (call, wait) => {
  await wait(100);
  return Response.json({ messages: [{ id: wamidOf(call) }] });
};

/** Meta accepts a template, and waits with it until it knows how customers take the first ones. */
export const holds: GraphAnswer = async (call, wait) => {
  await wait(100);
  return Response.json({
    messages: [{ id: wamidOf(call), message_status: 'held_for_quality_assessment' }],
  });
};

export function refuses(code: number, status = 400, headers: Record<string, string> = {}): GraphAnswer {
  return async (_, wait) => {
    await wait(100);
    return Response.json({ error: { code, message: `Refused with ${code}` } }, { status, headers });
  };
}

/** A proxy between us and Graph answers in its own format. */
export function answersOddly(status: number, text: string): GraphAnswer {
  return async (_, wait) => {
    await wait(100);
    return new Response(text, { status });
  };
}

/** The request went out, and nothing comes back. */
export function loses(name = 'Error'): GraphAnswer {
  return async (_, wait) => {
    await wait(name === 'TimeoutError' ? 30_000 : 100);
    throw Object.assign(new Error('Network connection lost.'), { name });
  };
}

/** The request was sent, and the answer arrives after the timeout. */
export const neverAnswers: GraphAnswer = async (_, wait) => {
  await wait(24 * 60 * 60_000);
  throw new Error('Too late');
};

/** Nothing went out. */
export const unreachable: GraphAnswer = async (_, wait) => {
  await wait(100);
  throw Object.assign(new Error(), { cause: { code: 'ECONNREFUSED' } });
};

/** A status as a webhook's `value`. */
export function status(
  word: string,
  { attempt }: Pick<GraphCall, 'attempt'>,
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const named = { id: `wamid.${attempt}`, biz_opaque_callback_data: attempt };
  return { statuses: [{ ...named, status: word, timestamp, recipient_id: '1', ...more }] };
}

export function failure(code: number): Record<string, unknown> {
  return { errors: [{ code, title: `Failed with ${code}` }] };
}
