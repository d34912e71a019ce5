/**
 * A language model at `https://model.example/v1`: the stand-in of the demo. `PUT https://outside.example/model` says what
 * it does wrong from then on, `GET` what it was asked, the newest last.
 */
import { type Request, Response } from 'miniflare';
import { answerModel } from '../../../demo/cloud-api/model/model.ts';
import type { ModelFault } from '../../../demo/cloud-api/model/model-faults.ts';

let fault: ModelFault | null = null;
let asked: unknown[] = [];

export async function controlModel(request: Request): Promise<Response> {
  if (request.method === 'GET') return Response.json(asked);
  fault = JSON.parse(await request.text()).fault;
  asked = [];
  return Response.json({});
}

export async function scriptedModel(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const body = await request.text();
  if (body !== '') asked = [...asked, JSON.parse(body)].slice(-20);
  const { method } = request;
  const authorization = request.headers.get('authorization') ?? '';
  const copy = new globalThis.Request(request.url, {
    ...{ method, headers: { authorization } },
    ...(body !== '' && { body }),
  });
  const answer = await answerModel(copy, pathname.replace('/v1', ''), fault);
  return new Response(await answer.text(), {
    status: answer.status,
    headers: { 'Content-Type': answer.headers.get('content-type') ?? 'text/plain' },
  });
}
