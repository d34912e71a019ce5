/** Links that open a chat with a message ready in it; Meta keeps them. */
import * as v from 'valibot';
import type { Page, ShortLink } from '../api.ts';
import { ApiError } from '../errors.ts';
import {
  fetchShortLinks,
  linkMessage,
  putShortLink,
  removeShortLink,
} from '../whatsapp/account/short-links.ts';
import type { SignedCall } from './call.ts';
import { json } from './http/json-answer.ts';
import { failureAtMeta, graphFor, patience } from './http/meta-error.ts';
import { readJson } from './http/request-body.ts';
import { record } from './number-profile.ts';

export async function list(call: SignedCall): Promise<Response> {
  const { graph, phoneNumberId } = await graphFor(call);
  const found = await fetchShortLinks(graph, phoneNumberId, call.url.searchParams.get('after'), patience());
  if (found.outcome !== 'found') throw failureAtMeta(found);
  return json({ rows: found.links, next: found.next } satisfies Page<ShortLink>);
}

const linkBody = v.strictObject({ message: linkMessage });

export function make(call: SignedCall): Promise<Response> {
  return putLink(call, null);
}

export function change(call: SignedCall): Promise<Response> {
  return putLink(call, codeIn(call));
}

async function putLink(call: SignedCall, code: string | null): Promise<Response> {
  const { message } = await readJson(call.request, linkBody);
  const { graph, phoneNumberId } = await graphFor(call);
  const put = await putShortLink(graph, phoneNumberId, message, code, patience());
  if (put.outcome !== 'put') throw failureAtMeta(put);
  await record(call, `short link ${put.link.code} ${code === null ? 'made' : 'changed'}`);
  return json(put.link, code === null ? 201 : 200);
}

export async function remove(call: SignedCall): Promise<Response> {
  const code = codeIn(call);
  const { graph, phoneNumberId } = await graphFor(call);
  const answer = await removeShortLink(graph, phoneNumberId, code, patience());
  if (answer.outcome !== 'accepted') throw failureAtMeta(answer);
  await record(call, `short link ${code} deleted`);
  return new Response(null, { status: 204 });
}

function codeIn({ params }: SignedCall): string {
  const { id = '' } = params;
  if (/^[A-Z0-9]{14}$/.test(id)) return id;
  throw new ApiError(404, 'short_link_not_found', 'There is no short link with this code.');
}
