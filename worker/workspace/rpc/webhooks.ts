/** Endpoints that receive events, and what the inboxes report about them. */
import type { CheckedWebhook, NewWebhook, Webhook, WebhookChange } from '../../api/developers/webhooks.ts';
import type { Agent } from '../../api/people/sessions.ts';
import { askInbox } from '../../peers.ts';
import { type Context, requireNumbers } from '../context.ts';
import { recordLoop } from '../numbers/bot-loops.ts';
import * as connections from '../numbers/connections.ts';
import type { SigningKeys } from '../webhooks/subscriptions.ts';
import * as webhooks from '../webhooks/webhooks.ts';

export class Webhooks {
  #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  list(): Webhook[] {
    return webhooks.webhooks(this.#context.sql);
  }

  get(id: string): Webhook {
    return webhooks.requireWebhook(this.#context.sql, id);
  }

  async add(by: Agent, wanted: CheckedWebhook, origin: string): Promise<NewWebhook> {
    const { sql, office, record } = this.#context;
    requireNumbers(sql, wanted.inboxes);
    const added = await office.add(wanted, by, origin);
    record(by, 'webhook.create', `${added.webhook.name}: ${added.webhook.url}`);
    return added;
  }

  async change(by: Agent, id: string, change: WebhookChange): Promise<Webhook> {
    const { sql, office, record } = this.#context;
    requireNumbers(sql, change.inboxes);
    const changed = await office.change(id, change);
    record(by, 'webhook.change', `${changed.name}: ${changed.url}`);
    return changed;
  }

  async remove(by: Agent, id: string): Promise<void> {
    const { sql, env, office, record } = this.#context;
    const answering = connections.inboxes(sql).filter(({ bot }) => bot?.webhook === id);
    const { name } = await office.remove(id);
    record(by, 'webhook.delete', name);
    // It was their bot.
    const numbers = answering.map((number) => connections.summaryOf(sql, number.id));
    await Promise.all(numbers.map((number) => askInbox(env, number.id).live.showNumber(number)));
  }

  async rotateSecret(by: Agent, id: string, given?: string): Promise<NewWebhook> {
    const rotated = await this.#context.office.rotate(id, given);
    this.#context.record(by, 'webhook.rotate', rotated.webhook.name);
    return rotated;
  }

  /** The keys that sign for an endpoint; null if it is gone, or the number has no app secret. */
  signingKeys(inbox: string, endpointId: string): Promise<SigningKeys | null> {
    return this.#context.office.signingKeys(inbox, endpointId);
  }

  /** Throws unless the webhook can be the bot hook of the number. */
  checkHook(inbox: string, id: string): void {
    this.#context.office.checkHook(inbox, id);
  }

  endpointFailing(inbox: string, endpointId: string, since: number | null): Promise<void> {
    return this.#context.office.failing(inbox, endpointId, since);
  }

  async botLooping(inbox: string, name: string): Promise<void> {
    const { sql, watch } = this.#context;
    if (!connections.isConnected(sql, inbox)) return;
    recordLoop(sql, inbox, name, Date.now());
    await watch.sendAlerts(inbox);
  }

  async disableEndpoint(endpointId: string, because: 'failing' | 'gone'): Promise<void> {
    const { office, record } = this.#context;
    const isDisabled = await office.disable(endpointId, because);
    if (isDisabled) record(null, 'webhook.disable', this.get(endpointId).name);
  }
}
