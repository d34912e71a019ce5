/** One customer: what is known and noted of them, their files, blocking, and all of it out or away. */
import * as v from 'valibot';
import { workspaceOf } from '../objects.ts';
import type { SignedCall } from './call.ts';
import { connectedInbox } from './guard.ts';
import { json } from './http/json-answer.ts';
import { check, idIn, queryNumber, readJson } from './http/request-body.ts';

const id = ({ params }: SignedCall) => idIn(params.id, 'conversation');

export async function get(call: SignedCall): Promise<Response> {
  const inbox = await connectedInbox(call.env, call.params.inbox);
  return json(await inbox.contact(id(call)));
}

const text = (longest: number) => v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(longest));
const change = v.strictObject({
  bookName: v.exactOptional(v.nullable(text(128))),
  note: v.exactOptional(v.nullable(text(4_000))),
});

export async function put(call: SignedCall): Promise<Response> {
  const body = await readJson(call.request, change);
  const inbox = await connectedInbox(call.env, call.params.inbox);
  return json(await inbox.changeContact(id(call), body, call.session.agent));
}

export async function withdrawConsent(call: SignedCall): Promise<Response> {
  const inbox = await connectedInbox(call.env, call.params.inbox);
  return json(await inbox.withdrawConsent(id(call), call.session.agent.id));
}

const page = v.object({
  before: v.optional(v.pipe(v.string(), v.regex(/^\d{1,16}\.\d{1,16}$/, 'Pass `next` of the page before.'))),
  limit: v.optional(queryNumber(1, 100), '30'),
});

export async function files(call: SignedCall): Promise<Response> {
  const { before, limit } = check(page, Object.fromEntries(call.url.searchParams));
  const inbox = await connectedInbox(call.env, call.params.inbox);
  return json(await inbox.sharedFiles(id(call), { limit, ...(before !== undefined && { before }) }));
}

export async function block(call: SignedCall): Promise<Response> {
  const inbox = await connectedInbox(call.env, call.params.inbox);
  return json(await inbox.setBlocked(id(call), true, call.session.agent.id));
}

export async function unblock(call: SignedCall): Promise<Response> {
  const inbox = await connectedInbox(call.env, call.params.inbox);
  return json(await inbox.setBlocked(id(call), false, call.session.agent.id));
}

const format = v.object({ format: v.optional(v.picklist(['json', 'html']), 'json') });

/** The browser only ever saves it: it has a customer's words in it. */
export async function exportContact(call: SignedCall): Promise<Response> {
  const { env, params, session, url } = call;
  const { format: wanted } = check(format, Object.fromEntries(url.searchParams));
  const inbox = await connectedInbox(env, params.inbox);
  const number = (await workspaceOf(env).inboxes()).find((one) => one.id === params.inbox);
  const body = await inbox.exportContact(id(call), wanted, number?.displayPhoneNumber ?? '');
  await workspaceOf(env).recordNumber(
    session.agent,
    'contact.export',
    params.inbox ?? '',
    `, contact ${params.id}`,
  );
  return new Response(body, {
    headers: {
      'Content-Type': wanted === 'json' ? 'application/json' : 'text/html; charset=utf-8',
      'Content-Disposition': `attachment; filename="contact-${params.id}.${wanted}"`,
      'Content-Security-Policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    },
  });
}

const twin = v.strictObject({ with: v.pipe(v.number(), v.integer(), v.minValue(1)), name: v.string() });

export async function merge(call: SignedCall): Promise<Response> {
  const { env, params, session } = call;
  const body = await readJson(call.request, twin);
  const inbox = await connectedInbox(env, params.inbox);
  const kept = await inbox.merge([id(call), body.with], body.name, session.agent);
  await workspaceOf(env).recordNumber(
    session.agent,
    'contact.merge',
    params.inbox ?? '',
    `, contacts ${params.id} and ${body.with}`,
  );
  return json(kept);
}

const confirmation = v.strictObject({ name: v.string() });

export async function erase(call: SignedCall): Promise<Response> {
  const { env, params, session } = call;
  const { name } = await readJson(call.request, confirmation);
  const inbox = await connectedInbox(env, params.inbox);
  await inbox.eraseContact(id(call), name);
  await workspaceOf(env).recordNumber(
    session.agent,
    'contact.erase',
    params.inbox ?? '',
    `, contact ${params.id}`,
  );
  return new Response(null, { status: 204 });
}
