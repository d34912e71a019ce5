/**
 * Language models at `https://model.example/{name}/v1`: the stand-in of the demo, of any name, so that files of tests do
 * not meet. `PUT https://outside.example/model/{name}` says what it does wrong from then on, and whether it answers at all.
 * `GET` returns what it was asked, the newest last, and with `?at-once` how many questions it had at the same time at most.
 */
import { type Request, Response } from 'miniflare';
import type { EmbeddingFault } from '../../../demo/cloud-api/model/embeddings.ts';
import { answerModel } from '../../../demo/cloud-api/model/model.ts';
import type { ModelFault } from '../../../demo/cloud-api/model/model-faults.ts';

interface Scripted {
  fault: ModelFault | null;
  embeddingFault: EmbeddingFault | null;
  /** It does not answer until it is told that it does not hold any more. */
  holds: boolean;
  asked: unknown[];
  now: number;
  mostAtOnce: number;
}

const usual: Scripted = {
  fault: null,
  embeddingFault: null,
  holds: false,
  asked: [],
  now: 0,
  mostAtOnce: 0,
};

const models = new Map<string, Scripted>();
/** No test waits for the end of a call that takes too long. */
const slowMs = 1_500;

export async function controlModel(request: Request): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  const name = pathname.split('/').at(-1) ?? '';
  const { asked, mostAtOnce } = models.get(name) ?? usual;
  if (request.method === 'GET') return Response.json(searchParams.has('at-once') ? mostAtOnce : asked);
  const change: Partial<Scripted> = JSON.parse(await request.text());
  const held = models.get(name);
  // It goes on as it is.
  if (held && change.holds === false) held.holds = false;
  else models.set(name, { ...usual, ...change });
  return Response.json({});
}

export async function scriptedModel(request: Request): Promise<Response> {
  const [, name = '', , ...rest] = new URL(request.url).pathname.split('/');
  const model = models.get(name) ?? { ...usual };
  const body = await request.text();
  if (body !== '') model.asked = [...model.asked, JSON.parse(body)].slice(-20);
  model.now += 1;
  model.mostAtOnce = Math.max(model.mostAtOnce, model.now);
  try {
    while (model.holds) await new Promise((done) => setTimeout(done, 10));
    return await answered(request, { model, body, rest });
  } finally {
    model.now -= 1;
  }
}

async function answered(
  request: Request,
  { model, body, rest }: { model: Scripted; body: string; rest: string[] },
): Promise<Response> {
  const isEmbedding = rest.includes('embeddings');
  if ((isEmbedding ? model.embeddingFault : model.fault) === 'timeout') {
    await new Promise((done) => setTimeout(done, slowMs));
    return new Response(null, { status: 504 });
  }
  const { method } = request;
  const authorization = request.headers.get('authorization') ?? '';
  const copy = new globalThis.Request(request.url, {
    ...{ method, headers: { authorization } },
    ...(body !== '' && { body }),
  });
  const faults = { answer: model.fault, embedding: model.embeddingFault };
  const answer = await answerModel(copy, `/${rest.join('/')}`, faults);
  return new Response(await answer.text(), {
    status: answer.status,
    headers: { 'Content-Type': answer.headers.get('content-type') ?? 'text/plain' },
  });
}
