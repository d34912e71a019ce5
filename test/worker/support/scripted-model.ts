/**
 * Language models at `https://model.example/{name}/v1`: the stand-in of the demo, of any name, so that files of tests do
 * not meet. `PUT https://outside.example/model/{name}` says what it does wrong from then on, `GET` what it was asked, the
 * newest last.
 */
import { type Request, Response } from 'miniflare';
import { answerModel } from '../../../demo/cloud-api/model/model.ts';
import type { ModelFault } from '../../../demo/cloud-api/model/model-faults.ts';

interface Scripted {
  fault: ModelFault | null;
  asked: unknown[];
}

const models = new Map<string, Scripted>();
/** No test waits for the end of a call that takes too long. */
const slowMs = 1_500;

export async function controlModel(request: Request): Promise<Response> {
  const name = new URL(request.url).pathname.split('/').at(-1) ?? '';
  if (request.method === 'GET') return Response.json(models.get(name)?.asked ?? []);
  models.set(name, { fault: JSON.parse(await request.text()).fault, asked: [] });
  return Response.json({});
}

export async function scriptedModel(request: Request): Promise<Response> {
  const [, name = '', , ...rest] = new URL(request.url).pathname.split('/');
  const model = models.get(name) ?? { fault: null, asked: [] };
  const body = await request.text();
  if (body !== '') model.asked = [...model.asked, JSON.parse(body)].slice(-20);
  if (model.fault === 'timeout') {
    await new Promise((done) => setTimeout(done, slowMs));
    return new Response(null, { status: 504 });
  }
  const { method } = request;
  const authorization = request.headers.get('authorization') ?? '';
  const copy = new globalThis.Request(request.url, {
    ...{ method, headers: { authorization } },
    ...(body !== '' && { body }),
  });
  const answer = await answerModel(copy, `/${rest.join('/')}`, model.fault);
  return new Response(await answer.text(), {
    status: answer.status,
    headers: { 'Content-Type': answer.headers.get('content-type') ?? 'text/plain' },
  });
}
