import * as v from 'valibot';
import type { SignedCall } from './call.ts';
import { connectedInbox } from './guard.ts';
import { json } from './http/json-answer.ts';
import { check, queryNumber } from './http/request-body.ts';

const query = v.object({
  search: v.pipe(v.string(), v.trim(), v.nonEmpty('Say what to look for.'), v.maxLength(128)),
  before: v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,16}$/, 'Pass `next` of the page before.'), v.toNumber()),
  ),
  limit: v.optional(queryNumber(1, 100), '20'),
});

export async function messages({ env, params, url }: SignedCall): Promise<Response> {
  const { search, before = null, limit } = check(query, Object.fromEntries(url.searchParams));
  const inbox = await connectedInbox(env, params.inbox);
  return json(await inbox.searchMessages(search, { before, limit }));
}
