/** One contact: details and notes, files, marketing consent, blocking, export and erasure. */
import { acceptedLanguages, languageAmong } from '../../api/languages.ts';
import type { ProductNames } from '../../inbox/contacts/export/named-products.ts';
import { type InboxStub, workspaceOf } from '../../objects.ts';
import { wholeNumber } from '../../whatsapp/identity/national-number.ts';
import { readPhoneNumber } from '../../whatsapp/identity/phone-number.ts';
import type { ClosedHandlers, SignedCall } from '../call.ts';
import { connectedInbox, inboxIn } from '../guard.ts';
import { idIn } from '../http/request-body.ts';
import { checkFieldValues } from './contact-fields.ts';
import { ownNumber } from './dialled.ts';

const idOf = ({ params }: SignedCall) => idIn(params.id, 'conversation');

export const contacts = {
  'GET /api/inboxes/:inbox/contacts': async (call) => {
    const { search, updatedAfter = null, cursor = null, limit } = call.query;
    const inbox = inboxIn(call);
    const query = search === undefined ? null : { text: search, phone: await phoneIn(call, search) };
    return inbox.contacts.list({ search: query, updatedAfter, cursor, limit });
  },

  'GET /api/inboxes/:inbox/conversations/:id/contact': async (call) => {
    const inbox = inboxIn(call);
    return inbox.contacts.get(idOf(call));
  },

  'PUT /api/inboxes/:inbox/conversations/:id/contact': async (call) => {
    const { env, body, session } = call;
    const inbox = inboxIn(call);
    if (body.fields) checkFieldValues(await workspaceOf(env).fields.list(), body.fields);
    return inbox.contacts.change(idOf(call), body, session.agent);
  },

  'PUT /api/inboxes/:inbox/conversations/:id/consent': async (call) => {
    const { source, at = Date.now() } = call.body;
    const inbox = inboxIn(call);
    return inbox.contacts.recordConsent(idOf(call), { source, at }, call.session.agent.id);
  },

  'DELETE /api/inboxes/:inbox/conversations/:id/consent': async (call) => {
    const inbox = inboxIn(call);
    return inbox.contacts.withdrawConsent(idOf(call), call.session.agent.id);
  },

  'POST /api/inboxes/:inbox/conversations/:id/identity': async (call) => {
    const inbox = inboxIn(call);
    return inbox.contacts.acceptIdentity(idOf(call), call.session.agent.id);
  },

  'GET /api/inboxes/:inbox/conversations/:id/files': async (call) => {
    const { before, limit } = call.query;
    const inbox = inboxIn(call);
    return inbox.contacts.sharedFiles(idOf(call), { limit, ...(before !== undefined && { before }) });
  },

  'GET /api/inboxes/:inbox/conversations/:id/history': async (call) => {
    const { before, limit } = call.query;
    const inbox = inboxIn(call);
    return inbox.conversations.history(idOf(call), { limit, ...(before !== undefined && { before }) });
  },

  'GET /api/inboxes/:inbox/conversations/:id/episodes': async (call) => {
    const { before, limit } = call.query;
    const inbox = inboxIn(call);
    return inbox.conversations.episodes(idOf(call), { limit, ...(before !== undefined && { before }) });
  },

  'PUT /api/inboxes/:inbox/conversations/:id/block': async (call) => {
    const inbox = inboxIn(call);
    return inbox.contacts.setBlocked(idOf(call), true, call.session.agent.id);
  },

  'DELETE /api/inboxes/:inbox/conversations/:id/block': async (call) => {
    const inbox = inboxIn(call);
    return inbox.contacts.setBlocked(idOf(call), false, call.session.agent.id);
  },

  // It contains a customer's words, so the browser only saves it and never runs it.
  'GET /api/inboxes/:inbox/conversations/:id/export': async (call) => {
    const { env, params, query } = call;
    const { format } = query;
    const accepted = acceptedLanguages(call.request.headers.get('accept-language'));
    const language = query.language ?? languageAmong(accepted) ?? 'en';
    const inbox = await connectedInbox(env, params.inbox);
    const workspace = workspaceOf(env);
    const [inboxes, fields] = await Promise.all([workspace.numbers.list(), workspace.fields.list()]);
    const number = inboxes.find((one) => one.id === params.inbox)?.displayPhoneNumber ?? '';
    const products = format === 'html' ? await productNames(call, inbox) : new Map();
    const body = await inbox.contacts.export(idOf(call), { format, language }, { number, fields, products });
    await record(call, 'contact.export', `, contact ${params.id}`);
    return new Response(body, {
      headers: {
        'Content-Type': format === 'json' ? 'application/json' : 'text/html; charset=utf-8',
        'Content-Disposition': `attachment; filename="contact-${params.id}.${format}"`,
        'Content-Security-Policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'",
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'no-store',
      },
    });
  },

  'POST /api/inboxes/:inbox/conversations/:id/merge': async (call) => {
    const { env, params, session, body } = call;
    const inbox = await connectedInbox(env, params.inbox);
    const kept = await inbox.contacts.merge([idOf(call), body.with], body.name, session.agent);
    await record(call, 'contact.merge', `, contacts ${params.id} and ${body.with}`);
    return kept;
  },

  'POST /api/inboxes/:inbox/conversations/:id/erase': async (call) => {
    const inbox = inboxIn(call);
    await inbox.contacts.erase(idOf(call), call.body.name);
    await record(call, 'contact.erase', `, contact ${call.params.id}`);
  },
} satisfies Partial<ClosedHandlers>;

/** The whole number, if what was typed is one. */
async function phoneIn(call: SignedCall, typed: string): Promise<string | null> {
  return readPhoneNumber(typed) && wholeNumber(typed, await ownNumber(call));
}

/** Without a catalog, the export has the products' ids. */
async function productNames(call: SignedCall, inbox: InboxStub): Promise<ProductNames> {
  const ids = await inbox.contacts.productIds(idOf(call));
  if (ids.length === 0) return new Map();
  return workspaceOf(call.env).catalogs.names(call.params.inbox ?? '', ids);
}

async function record(
  { env, params, session }: SignedCall,
  action: 'contact.export' | 'contact.merge' | 'contact.erase',
  more: string,
): Promise<void> {
  await workspaceOf(env).numbers.record(session.agent, action, params.inbox ?? '', more);
}
