/**
 * Endpoints that receive events, and the inboxes that deliver to them: each inbox has its own list, sent after each
 * change.
 */
import * as v from 'valibot';
import { type EventType, matchesFilter } from '../../api/developers/events.ts';
import type { CheckedWebhook, NewWebhook, Webhook, WebhookChange } from '../../api/developers/webhooks.ts';
import { type NumberBot, numberBot } from '../../api/numbers/numbers.ts';
import type { Person } from '../../api/values.ts';
import type { Env } from '../../env.ts';
import { ApiError } from '../../errors.ts';
import { log } from '../../log.ts';
import { askInbox } from '../../peers.ts';
import { fieldOfChange } from '../../whatsapp/receiving/account-changes.ts';
import { schedule } from '../chores.ts';
import * as connections from '../numbers/connections.ts';
import * as apiTokens from '../people/api-tokens.ts';
import type { Vault } from '../secrets/vault.ts';
import type { SigningKeys, Subscriptions } from './subscriptions.ts';
import * as webhooks from './webhooks.ts';

const pushAgainMs = 30_000;
/** Inboxes at a time: Cloudflare limits the calls that one event may make. */
const maxPushes = 40;

/** Events that come from account-level fields. */
const accountEvents: readonly (readonly [type: EventType, field: string])[] = [
  ['template.status_changed', fieldOfChange['template-status']],
  ['template.category_changed', fieldOfChange['template-category']],
  ['number.quality_changed', fieldOfChange['number-quality']],
];
/** Without the name of its webhook. */
const botSettings = v.object(numberBot.entries);

export class WebhookOffice {
  #storage: DurableObjectStorage;
  #sql: SqlStorage;
  #env: Env;
  #secrets: () => Promise<Vault>;
  #alertsChanged: (inbox: string) => Promise<void>;

  /** `alertsChanged`: notifies admins that the alerts of a number have changed. */
  constructor(
    storage: DurableObjectStorage,
    env: Env,
    secrets: () => Promise<Vault>,
    alertsChanged: (inbox: string) => Promise<void>,
  ) {
    this.#storage = storage;
    this.#sql = storage.sql;
    this.#env = env;
    this.#secrets = secrets;
    this.#alertsChanged = alertsChanged;
  }

  /** `origin` is the Worker's address, for links in events. */
  async add(wanted: CheckedWebhook, by: Person, origin: string): Promise<NewWebhook> {
    const added = await webhooks.addWebhook(this.#sql, await this.#secrets(), wanted, by, Date.now());
    this.#sql.exec("INSERT OR REPLACE INTO setting VALUES ('webhook_origin', ?)", origin);
    await this.push();
    return added;
  }

  async change(id: string, change: WebhookChange): Promise<Webhook> {
    const changed = await webhooks.changeWebhook(this.#sql, await this.#secrets(), id, change, Date.now());
    await this.push();
    await this.#tellAlerts();
    return changed;
  }

  async remove(id: string): Promise<Webhook> {
    const removed = webhooks.removeWebhook(this.#sql, id);
    await this.push();
    await this.#tellAlerts();
    return removed;
  }

  async rotate(id: string, given: string | undefined): Promise<NewWebhook> {
    const rotated = await webhooks.rotateSecret(this.#sql, await this.#secrets(), id, given, Date.now());
    await this.push();
    return rotated;
  }

  /** An API token was created or revoked: its endpoints are deleted with it, and events may no longer have a reader. */
  async tokensChanged(gone: string | null): Promise<void> {
    const isLess = gone !== null && webhooks.removeWebhooksOf(this.#sql, gone);
    if (isLess || this.#isPolled !== this.#wasPolled) await this.push();
  }

  /** The keys that sign for an endpoint: its own secrets, or the app secret of the number. */
  async signingKeys(inbox: string, id: string): Promise<SigningKeys | null> {
    const vault = await this.#secrets();
    const found = await webhooks.secretsOf(this.#sql, vault, id, Date.now());
    if (!found) return null;
    if (found.format === 'events') return { format: 'events', secrets: found.secrets };
    const number = await connections.credentials(this.#sql, vault, inbox);
    const appSecret = found.secrets[0] ?? number?.appSecret ?? this.#env.META_APP_SECRET;
    return appSecret ? { format: 'meta', appSecret } : null;
  }

  async failing(inbox: string, id: string, since: number | null): Promise<void> {
    webhooks.setFailing(this.#sql, id, inbox, since);
    await this.#alertsChanged(inbox);
  }

  /** Returns whether it was enabled. */
  async disable(id: string, because: 'failing' | 'gone'): Promise<boolean> {
    if (!webhooks.disable(this.#sql, id, because, Date.now())) return false;
    await this.push();
    await this.#tellAlerts();
    return true;
  }

  /** Sends the inboxes their subscriptions. Of many, the first get them now, and the others on the alarm. */
  async push(inboxes = this.#inboxes()): Promise<void> {
    this.#wasPolled = this.#isPolled;
    const since = this.#nextVersion();
    for (const inbox of inboxes) {
      this.#sql.exec('INSERT OR REPLACE INTO subscriptions_wanted VALUES (?, ?)', inbox, since);
    }
    // In case this object stops before all inboxes have it.
    schedule(this.#storage, 'webhooks', Date.now() + pushAgainMs);
    const next = await this.pushWanted();
    if (next === null) this.#sql.exec("DELETE FROM chore WHERE name = 'webhooks'");
    else schedule(this.#storage, 'webhooks', next);
  }

  /** Sends some inboxes the subscriptions that they still miss. Returns when to go on; null when all have them. */
  async pushWanted(): Promise<number | null> {
    const wanted = this.#sql
      .exec<{ inbox: string; since: number }>(
        'SELECT inbox, since FROM subscriptions_wanted ORDER BY since, inbox LIMIT ?',
        maxPushes,
      )
      .toArray();
    // If two are on their way, the inbox takes the later one.
    const version = this.#nextVersion();
    const answered = await Promise.all(wanted.map(({ inbox }) => this.#pushTo(inbox, version)));
    for (const [index, { inbox, since }] of wanted.entries()) {
      if (answered[index]) {
        // Unless they have changed meanwhile.
        this.#sql.exec('DELETE FROM subscriptions_wanted WHERE inbox = ? AND since = ?', inbox, since);
      } else {
        // It is tried again after the others.
        this.#sql.exec(
          'UPDATE subscriptions_wanted SET since = max(since, ?) WHERE inbox = ?',
          version,
          inbox,
        );
      }
    }
    const { left } = this.#sql
      .exec<{ left: number }>('SELECT count(*) AS left FROM subscriptions_wanted')
      .one();
    if (left === 0) return null;
    return Date.now() + (answered.includes(false) ? pushAgainMs : 0);
  }

  /** Returns whether it has got them. One that is not connected any more needs none. */
  async #pushTo(inbox: string, version: number): Promise<boolean> {
    if (!connections.isConnected(this.#sql, inbox)) return true;
    try {
      await askInbox(this.#env, inbox).events.setSubscriptions(this.#subscriptionsOf(inbox, version));
      return true;
    } catch (error) {
      log('warn', 'subscriptions_not_sent', { fault: error instanceof Error ? error.name : typeof error });
      return false;
    }
  }

  /** Throws unless the webhook receives what customers write to this number. */
  checkBot(inbox: string, { webhook: id }: NumberBot): void {
    const endpoint = webhooks.endpointsFor(this.#sql, inbox).find((one) => one.id === id);
    if (!endpoint) throw noSuchWebhook();
    const { format, fields, events } = endpoint;
    const isTold =
      format === 'meta' ? fields.includes('messages') : matchesFilter(events, 'message.received');
    if (isTold) return;
    throw new ApiError(
      422,
      'webhook_without_messages',
      'This webhook does not receive customers’ messages. Add message.received to its events, or messages to its fields.',
    );
  }

  /** Throws unless the webhook can be asked what to answer to the customers of this number. */
  checkHook(inbox: string, id: string): void {
    const endpoint = webhooks.endpointsFor(this.#sql, inbox).find((one) => one.id === id);
    if (!endpoint) throw noSuchWebhook();
    const { format, events } = endpoint;
    if (format === 'events' && matchesFilter(events, 'turn.started')) return;
    throw new ApiError(
      422,
      'webhook_without_turns',
      'This webhook does not receive turn.started. Add it to its events; a webhook in Meta’s format cannot be asked.',
    );
  }

  /** A number was connected, or has other ids or another app secret. */
  async numberChanged(inbox: string): Promise<void> {
    if (this.#isPolled || webhooks.endpointsFor(this.#sql, inbox).length > 0) await this.push([inbox]);
  }

  #subscriptionsOf(inbox: string, version: number): Subscriptions {
    const { phoneNumberId, wabaId, displayPhoneNumber, name, language, bot } = connections.summaryOf(
      this.#sql,
      inbox,
    );
    const endpoints = webhooks.endpointsFor(this.#sql, inbox);
    return {
      version,
      number: { phoneNumberId, wabaId, displayPhoneNumber, name, language },
      origin: this.#setting('webhook_origin'),
      isPolled: this.#isPolled,
      endpoints,
      bot: bot && endpoints.some(({ id }) => id === bot.webhook) ? v.parse(botSettings, bot) : null,
      isAutomationPaused: connections.isAutomationPaused(this.#sql),
    };
  }

  async #tellAlerts(): Promise<void> {
    await Promise.all(this.#inboxes().map((inbox) => this.#alertsChanged(inbox)));
  }

  #inboxes(): string[] {
    return connections.inboxes(this.#sql).map(({ id }) => id);
  }

  /** For each inbox, the account-level fields of Meta's webhook that its endpoints and tokens want. */
  accountFields(): (inbox: string) => string[] {
    const isPolled = this.#isPolled;
    const endpointsFor = webhooks.endpoints(this.#sql);
    return (inbox) => {
      const endpoints = endpointsFor(inbox);
      const relayed = endpoints.flatMap(({ fields }) => fields);
      const isWanted = (type: EventType) =>
        isPolled || endpoints.some(({ events }) => matchesFilter(events, type));
      const reported = accountEvents.flatMap(([type, field]) => (isWanted(type) ? [field] : []));
      return [...new Set([...relayed, ...reported])];
    };
  }

  get #isPolled(): boolean {
    return apiTokens.tokens(this.#sql).some(({ scopes }) => scopes.includes('events:read'));
  }

  /** The subscriptions that were last sent to the inboxes. */
  get #wasPolled(): boolean {
    return this.#setting('events_polled') === '1';
  }

  set #wasPolled(isPolled: boolean) {
    this.#sql.exec("INSERT OR REPLACE INTO setting VALUES ('events_polled', ?)", isPolled ? '1' : '0');
  }

  #nextVersion(): number {
    const version = Number(this.#setting('webhook_version') ?? 0) + 1;
    this.#sql.exec("INSERT OR REPLACE INTO setting VALUES ('webhook_version', ?)", String(version));
    return version;
  }

  #setting(name: string): string | null {
    const [row] = this.#sql
      .exec<{ value: string }>('SELECT value FROM setting WHERE name = ?', name)
      .toArray();
    return row?.value ?? null;
  }
}

function noSuchWebhook(): ApiError {
  return new ApiError(
    422,
    'webhook_not_found',
    'There is no webhook with this id for this number. GET /api/webhooks lists them.',
  );
}
