/** Routes for other programs: events, and the endpoints that receive them. */
import * as v from 'valibot';
import { eventPage, eventsQuery, eventTypeInfo } from '../developers/events.ts';
import {
  deliveriesQuery,
  newWebhook,
  replayCount,
  secretRotation,
  webhook,
  webhookChange,
  webhookDeliveries,
  webhookReplay,
  webhookRequest,
  webhookSent,
  webhookStatus,
  webhookTest,
  webhookTestRequest,
} from '../developers/webhooks.ts';
import { forAdmins, type Routes } from './route.ts';

/** A webhook receives the same data that `events:read` gives access to. */
const scopes = { scope: 'webhooks:write', andScope: 'events:read' } as const;

export const developers = {
  'GET /api/event-types': forAdmins({
    summary: 'Lists the types of events',
    scope: 'events:read',
    answer: v.array(eventTypeInfo),
  }),
  'GET /api/inboxes/:inbox/events': forAdmins({
    summary: 'Lists events of a number, oldest first',
    scope: 'events:read',
    query: eventsQuery,
    pagedBy: 'after',
    answer: eventPage,
  }),
  'GET /api/webhooks': forAdmins({
    ...scopes,
    summary: 'Lists webhooks; a program sees those that it has created',
    answer: v.array(webhook),
  }),
  'POST /api/webhooks': forAdmins({
    ...scopes,
    summary: 'Creates a webhook; its secret is only in this answer',
    body: webhookRequest,
    status: 201,
    answer: newWebhook,
  }),
  'GET /api/webhooks/:id': forAdmins({ ...scopes, summary: 'Returns a webhook', answer: webhook }),
  'PUT /api/webhooks/:id': forAdmins({
    ...scopes,
    summary: 'Changes, disables or enables a webhook',
    body: webhookChange,
    answer: webhook,
  }),
  'DELETE /api/webhooks/:id': forAdmins({ ...scopes, summary: 'Deletes a webhook' }),
  'POST /api/webhooks/:id/secret': forAdmins({
    ...scopes,
    summary: 'Replaces the secret; the former one signs beside it for a day',
    body: secretRotation,
    answer: newWebhook,
  }),
  'POST /api/webhooks/:id/test': forAdmins({
    ...scopes,
    summary: 'Sends an event now and returns the answer',
    body: webhookTestRequest,
    answer: webhookTest,
  }),
  'GET /api/webhooks/:id/status': forAdmins({
    ...scopes,
    summary: 'Returns how each number’s events reach a webhook',
    answer: v.array(webhookStatus),
  }),
  'GET /api/webhooks/:id/deliveries': forAdmins({
    ...scopes,
    summary: 'Lists the last attempts, newest first, and what waits',
    query: deliveriesQuery,
    answer: webhookDeliveries,
  }),
  'GET /api/webhooks/:id/deliveries/:number/:seq': forAdmins({
    ...scopes,
    summary: 'Returns the body of a delivery',
    answer: webhookSent,
  }),
  'POST /api/webhooks/:id/replay': forAdmins({
    ...scopes,
    summary: 'Delivers events again',
    body: webhookReplay,
    answer: replayCount,
  }),
} satisfies Routes;
