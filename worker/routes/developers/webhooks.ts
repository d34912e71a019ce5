/** Endpoints that receive events, created by an admin or by a program with an API token. */
import type { Webhook } from '../../api/developers/webhooks.ts';
import { ApiError } from '../../errors.ts';
import { inboxOf, workspaceOf } from '../../objects.ts';
import type { ClosedHandlers, SignedCall } from '../call.ts';
import { checkedAddress } from '../http/public-address.ts';
import { idIn } from '../http/request-body.ts';
import { shakeHands } from './webhook-address.ts';
import { sendTest } from './webhook-test.ts';

export const webhooks = {
  'GET /api/webhooks': async (call) => {
    const all = await workspaceOf(call.env).webhooks.list();
    return all.filter((webhook) => isSeenBy(call, webhook));
  },

  'POST /api/webhooks': async ({ env, session, url, body }) => {
    const wanted = { ...body, url: checkedAddress(body.url, env, url) };
    if (wanted.format === 'meta') await shakeHands(wanted.url, wanted.verifyToken);
    return workspaceOf(env).webhooks.add(session.agent, wanted, url.origin);
  },

  'GET /api/webhooks/:id': (call) => seenWebhook(call),

  'PUT /api/webhooks/:id': async (call) => {
    const before = await seenWebhook(call);
    const { env, session, url } = call;
    const { url: address, ...change } = call.body;
    const next = address === undefined ? undefined : checkedAddress(address, env, url);
    if (before.format === 'meta' && next !== undefined && next !== before.url) {
      if (change.verifyToken === undefined) {
        throw new ApiError(
          422,
          'verify_token_needed',
          'Send verifyToken with a new address: it has to answer Meta’s handshake.',
        );
      }
      await shakeHands(next, change.verifyToken);
    }
    const changed = { ...change, ...(next !== undefined && { url: next }) };
    return workspaceOf(env).webhooks.change(session.agent, before.id, changed);
  },

  'DELETE /api/webhooks/:id': async (call) => {
    const { id } = await seenWebhook(call);
    await workspaceOf(call.env).webhooks.remove(call.session.agent, id);
  },

  'POST /api/webhooks/:id/secret': async (call) => {
    const { id } = await seenWebhook(call);
    return workspaceOf(call.env).webhooks.rotateSecret(call.session.agent, id, call.body.secret);
  },

  'POST /api/webhooks/:id/test': async (call) => {
    const webhook = await seenWebhook(call);
    const [inbox = null] = await inboxesOf(call, webhook);
    return sendTest(call.env, webhook, inbox, call.body.type);
  },

  'GET /api/webhooks/:id/status': async (call) => {
    const webhook = await seenWebhook(call);
    const inboxes = await inboxesOf(call, webhook);
    return Promise.all(inboxes.map((id) => inboxOf(call.env, id).events.webhookStatus(webhook.id)));
  },

  'GET /api/webhooks/:id/deliveries': async (call) => {
    const webhook = await seenWebhook(call);
    const { inbox, outcome, type, limit } = call.query;
    const inboxes = (await inboxesOf(call, webhook)).filter((id) => inbox === undefined || id === inbox);
    const stubs = inboxes.map((id) => inboxOf(call.env, id));
    const [statuses, logs] = await Promise.all([
      Promise.all(stubs.map((stub) => stub.events.webhookStatus(webhook.id))),
      Promise.all(stubs.map((stub) => stub.events.deliveries(webhook.id))),
    ]);
    const deliveries = logs
      .flat()
      .filter((row) => (outcome === undefined || row.outcome === outcome) && (type ?? row.type) === row.type)
      .sort((a, b) => b.at - a.at || b.id - a.id)
      .slice(0, limit);
    return { statuses, deliveries };
  },

  'GET /api/webhooks/:id/deliveries/:number/:seq': async (call) => {
    const webhook = await seenWebhook(call);
    const inbox = await oneInbox(call, webhook, call.params.number);
    return {
      body: await inboxOf(call.env, inbox).events.deliveryBody(webhook.id, idIn(call.params.seq, 'event')),
    };
  },

  'POST /api/webhooks/:id/replay': async (call) => {
    const webhook = await seenWebhook(call);
    const range = call.body;
    const inboxes =
      range.what === 'event' ? [await oneInbox(call, webhook, range.inbox)] : await inboxesOf(call, webhook);
    const counts = await Promise.all(
      inboxes.map((id) => inboxOf(call.env, id).events.replay(webhook.id, range)),
    );
    return { events: counts.reduce((all, count) => all + count, 0) };
  },
} satisfies Partial<ClosedHandlers>;

/** An admin sees all endpoints, a token only its own. */
function isSeenBy({ session }: SignedCall, { createdBy }: Webhook): boolean {
  return session.scopes === null || createdBy.id === session.agent.id;
}

async function seenWebhook(call: SignedCall): Promise<Webhook> {
  const webhook = await workspaceOf(call.env).webhooks.get(call.params.id ?? '');
  if (isSeenBy(call, webhook)) return webhook;
  throw new ApiError(404, 'webhook_not_found', 'There is no webhook with this id.');
}

/** Ids of the connected inboxes whose events the endpoint receives. */
async function inboxesOf({ env }: SignedCall, { inboxes }: Webhook): Promise<string[]> {
  const connected = (await workspaceOf(env).numbers.list()).map(({ id }) => id);
  return connected.filter((id) => inboxes?.includes(id) ?? true);
}

async function oneInbox(call: SignedCall, webhook: Webhook, id: string | undefined): Promise<string> {
  const found = (await inboxesOf(call, webhook)).find((one) => one === id);
  if (found !== undefined) return found;
  throw new ApiError(404, 'inbox_not_found', 'This webhook receives nothing of an inbox with this id.');
}
