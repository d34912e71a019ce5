import { html } from 'lit';
import '../../../../widget/agent-console/settings/developers/webhook-settings.ts';
import type { Webhook, WebhookDelivery, WebhookStatus } from '../../../../worker/api/developers/webhooks.ts';
import { type Answers, failure } from '../../answers.ts';
import { ana, day, hour, minute, now, number, phoneNumber } from '../../fixtures/team.ts';
import type { Pages } from '../../specimen.ts';
import { apiWith } from '../../stand-in.ts';

const orders: Webhook = {
  id: 'webhook-1',
  format: 'events',
  name: 'Order system',
  url: 'https://orders.example.com/whatsapp',
  description: 'Creates a ticket for each new message',
  events: ['message.received', 'message.delivered'],
  contentTypes: ['text', 'button'],
  fields: [],
  includesStatuses: true,
  inboxes: [number.id],
  timeoutSeconds: 10,
  secretEnd: 'x3Qw',
  formerSecretUntil: now + 20 * hour,
  createdAt: now - 40 * day,
  createdBy: ana,
  isEnabled: true,
  disabled: null,
};
const bot: Webhook = {
  ...orders,
  id: 'webhook-2',
  format: 'meta',
  name: 'Bot',
  url: 'https://bot.example.com/webhook',
  description: '',
  events: [],
  contentTypes: null,
  fields: ['messages'],
  inboxes: null,
  secretEnd: null,
  formerSecretUntil: null,
  isEnabled: false,
  disabled: { at: now - 2 * day, because: 'failing' },
};

const delivered: WebhookDelivery = {
  id: 3,
  inbox: number.id,
  eventId: 'evt_3',
  seq: 42,
  type: 'message.received',
  at: now - minute,
  ms: 84,
  attempt: 1,
  isReplay: false,
  outcome: 'delivered',
  status: 200,
  error: null,
  answer: 'ok',
};
const statuses: WebhookStatus[] = [
  { inbox: number.id, waiting: 12, failingSince: now - hour, retryAt: now + minute, held: 1, failed: 2 },
];
const answers: Answers = {
  'GET /api/webhooks': [orders, bot],
  'GET /api/event-types': [
    { type: 'message.received', about: 'A customer has written.', isPrivate: false },
    { type: 'message.delivered', about: 'A message was delivered.', isPrivate: false },
  ],
  'GET /api/webhooks/:id/status': statuses,
  'GET /api/webhooks/:id/deliveries': {
    statuses,
    deliveries: [
      delivered,
      { ...delivered, id: 2, seq: 41, outcome: 'refused', status: 500, ms: 912, attempt: 4, answer: 'Oops' },
      { ...delivered, id: 1, seq: 40, outcome: 'failed', status: null, error: 'timeout', answer: '' },
    ],
  },
};

const page = (own: Answers = {}) =>
  html`<agent-console-webhook-settings
    .api=${apiWith({ ...answers, ...own })}
    .numbers=${[number, phoneNumber]}
  ></agent-console-webhook-settings>`;
const form = (webhook: Webhook | null) =>
  html`<agent-console-webhook-form
    .api=${apiWith(answers)}
    .numbers=${[number, phoneNumber]}
    .webhook=${webhook}
  ></agent-console-webhook-form>`;
const log = (own: Answers = {}) =>
  html`<agent-console-webhook-log .api=${apiWith({ ...answers, ...own })} .webhook=${orders.id}></agent-console-webhook-log>`;

export const pages: Pages = {
  'agent-console-webhook-settings': [
    { state: 'usual', render: () => page() },
    { state: 'none', render: () => page({ 'GET /api/webhooks': [] }) },
    { state: 'failed', render: () => page({ 'GET /api/webhooks': failure }) },
  ],
  'agent-console-webhook-form': [
    { state: 'new', render: () => form(null) },
    { state: 'events', render: () => form(orders) },
    { state: 'Meta’s webhook', render: () => form(bot) },
  ],
  'agent-console-webhook-log': [
    { state: 'usual', render: () => log() },
    {
      state: 'none',
      render: () => log({ 'GET /api/webhooks/:id/deliveries': { statuses: [], deliveries: [] } }),
    },
  ],
};
