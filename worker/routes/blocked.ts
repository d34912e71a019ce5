/** Who is blocked on a number: Meta keeps the list, and the inbox knows whom it is about. */
import * as v from 'valibot';
import type { BlockedCustomer, Page } from '../api.ts';
import { ApiError } from '../errors.ts';
import { fetchBlocked } from '../whatsapp/account/blocking.ts';
import type { SignedCall } from './call.ts';
import { connectedInbox } from './guard.ts';
import { json } from './http/json-answer.ts';
import { failureAtMeta, graphFor, patience } from './http/meta-error.ts';
import { check } from './http/request-body.ts';

const page = v.object({ after: v.optional(v.pipe(v.string(), v.maxLength(512))) });

export async function list(call: SignedCall): Promise<Response> {
  const { after } = check(page, Object.fromEntries(call.url.searchParams));
  const { graph, phoneNumberId } = await graphFor(call);
  const found = await fetchBlocked(graph, phoneNumberId, after ?? null, patience());
  if (found.outcome !== 'found') throw failureAtMeta(found);
  const inbox = await connectedInbox(call.env, call.params.inbox);
  const rows = await inbox.blockedCustomers(found.phones);
  return json({ rows, next: found.next } satisfies Page<BlockedCustomer>);
}

/** By phone number, because somebody can be blocked who has no conversation here. */
export async function unblock(call: SignedCall): Promise<Response> {
  const { phone = '' } = call.params;
  if (!/^\d{5,20}$/.test(phone)) {
    throw new ApiError(422, 'invalid_phone', 'Write the phone number with its country code, in digits only.');
  }
  const inbox = await connectedInbox(call.env, call.params.inbox);
  await inbox.unblockPhone(phone);
  return new Response(null, { status: 204 });
}
