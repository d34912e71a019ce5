/** Webhooks: addresses that receive events, and what became of each delivery. */
import type { EventType, EventTypeInfo } from '../../../worker/api/developers/events.ts';
import type {
  NewWebhook,
  ReplayCount,
  Webhook,
  WebhookChange,
  WebhookDeliveries,
  WebhookDelivery,
  WebhookReplay,
  WebhookRequest,
  WebhookSent,
  WebhookStatus,
  WebhookTest,
} from '../../../worker/api/developers/webhooks.ts';
import type { ApiClient } from './api-client.ts';

export const listWebhooks = (api: ApiClient): Promise<Webhook[]> => api.call('GET /webhooks');

export const listEventTypes = (api: ApiClient): Promise<EventTypeInfo[]> => api.call('GET /event-types');

/** The secret is in this answer and in no other. */
export const createWebhook = (api: ApiClient, webhook: WebhookRequest): Promise<NewWebhook> =>
  api.call('POST /webhooks', { body: webhook });

export const changeWebhook = (api: ApiClient, id: string, change: WebhookChange): Promise<Webhook> =>
  api.call('PUT /webhooks/:id', { id, body: change });

export const deleteWebhook = (api: ApiClient, id: string): Promise<void> =>
  api.call('DELETE /webhooks/:id', { id });

/** The secret before it signs as well for a day. */
export const rotateWebhookSecret = (api: ApiClient, id: string): Promise<NewWebhook> =>
  api.call('POST /webhooks/:id/secret', { id, body: {} });

export const testWebhook = (
  api: ApiClient,
  id: string,
  type: EventType | 'test.ping',
): Promise<WebhookTest> => api.call('POST /webhooks/:id/test', { id, body: { type } });

/** How each number's events reach it. */
export const webhookStatus = (api: ApiClient, id: string): Promise<WebhookStatus[]> =>
  api.call('GET /webhooks/:id/status', { id });

export const listDeliveries = (
  api: ApiClient,
  id: string,
  query: { outcome?: WebhookDelivery['outcome']; limit?: number } = {},
): Promise<WebhookDeliveries> => api.call('GET /webhooks/:id/deliveries', { id, query });

/** The body of a delivery, as it was sent. */
export const readDelivery = (
  api: ApiClient,
  id: string,
  event: { inbox: string; seq: number },
): Promise<WebhookSent> =>
  api.call('GET /webhooks/:id/deliveries/:number/:seq', {
    id,
    number: event.inbox,
    seq: event.seq,
  });

export const replayWebhook = (api: ApiClient, id: string, what: WebhookReplay): Promise<ReplayCount> =>
  api.call('POST /webhooks/:id/replay', { id, body: what });
