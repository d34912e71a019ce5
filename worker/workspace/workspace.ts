import { DurableObject } from 'cloudflare:workers';
import type {
  ConnectNumber,
  InboxSettings,
  InboxSummary,
  MediaTicket,
  RefusedWebhooks,
  Session,
  TemplateList,
  UnroutedNumber,
} from '../api.ts';
import type { Env } from '../env.ts';
import { ApiError } from '../errors.ts';
import { migrate } from '../migrate.ts';
import { fetchThroughput } from '../whatsapp/graph.ts';
import * as connections from './connections.ts';
import * as kept from './kept.ts';
import { migrations } from './schema.ts';
import { newSecret } from './secrets.ts';
import * as sessions from './sessions.ts';
import * as templates from './templates.ts';
import { openVault, type Vault } from './vault.ts';

/** What a deployment shares between its numbers: which they are, who may answer, and on which sites. */
export class Workspace extends DurableObject<Env> {
  #vault: Promise<Vault> | undefined;
  #sql: SqlStorage;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#sql = ctx.storage.sql;
    ctx.blockConcurrencyWhile(async () => migrate(ctx.storage, migrations));
  }

  signIn(setupToken: string): Promise<Session> {
    return sessions.claim(this.#sql, setupToken, this.env.SETUP_TOKEN, Date.now());
  }

  session(token: string): Promise<sessions.SignedIn | null> {
    return sessions.sessionOf(this.#sql, token, Date.now());
  }

  /** Opens one inbox's files to this session for an hour or two; the same text for an hour, so that browsers can cache. */
  async mediaTicket(sessionId: string, inbox: string): Promise<MediaTicket> {
    const hour = 60 * 60 * 1000;
    const expiresAt = (Math.floor(Date.now() / hour) + 2) * hour;
    const claim = `${sessionId}.${expiresAt}`;
    const mark = await (await this.#secrets()).sign(`media/${inbox}/${claim}`);
    return { ticket: `${claim}.${mark}`, expiresAt };
  }

  /** Whether a ticket opens this inbox's files, its session being still alive. */
  async isMediaTicket(ticket: string, inbox: string): Promise<boolean> {
    const [sessionId = '', expiresAt = '', mark = ''] = ticket.split('.');
    if (!(Number(expiresAt) > Date.now())) return false;
    const isOurs = await (await this.#secrets()).isSigned(`media/${inbox}/${sessionId}.${expiresAt}`, mark);
    return isOurs && sessions.isAlive(this.#sql, sessionId, Date.now());
  }

  signOut(sessionId: string): void {
    this.#sql.exec('DELETE FROM session WHERE id = ?', sessionId);
  }

  inboxes(): InboxSummary[] {
    return connections.inboxes(this.#sql);
  }

  isConnected(phoneNumberId: string): boolean {
    return connections.isConnected(this.#sql, phoneNumberId);
  }

  async connectNumber(number: ConnectNumber): Promise<InboxSummary> {
    const connected = await connections.connect(this.#sql, await this.#secrets(), number);
    // It is connected all the same when Meta does not say: 80 is what every number has.
    return (await this.#askThroughput(connected.id)) ?? connected;
  }

  /** Meta has changed how fast a number of these accounts may send. */
  async followThroughput(wabaIds: string[]): Promise<void> {
    const changed = this.inboxes().filter(({ wabaId }) => wabaIds.includes(wabaId));
    await Promise.all(changed.map(({ id }) => this.#askThroughput(id)));
  }

  async #askThroughput(id: string): Promise<InboxSummary | null> {
    const found = await this.credentials(id);
    const graph = found && connections.graphOf(this.env, found);
    const limit = graph && (await fetchThroughput(graph, id, AbortSignal.timeout(5_000)));
    return limit ? connections.change(this.#sql, id, { messagesPerSecond: limit }) : null;
  }

  changeNumber(phoneNumberId: string, settings: InboxSettings): InboxSummary {
    return connections.change(this.#sql, phoneNumberId, settings);
  }

  async connectionsOf(named: {
    phoneNumberIds: string[];
    wabaIds: string[];
  }): Promise<connections.Connection[]> {
    return connections.connectionsOf(this.#sql, await this.#secrets(), named);
  }

  async credentials(phoneNumberId: string): Promise<connections.Credentials | null> {
    return connections.credentials(this.#sql, await this.#secrets(), phoneNumberId);
  }

  async templates(phoneNumberId: string, isForced: boolean): Promise<TemplateList> {
    const found = await this.credentials(phoneNumberId);
    if (!found)
      throw new ApiError(404, 'inbox_not_found', 'No number with this phone number id is connected.');
    return templates.templates(this.ctx.storage, this.env, found, isForced);
  }

  /** MARKETING, UTILITY or AUTHENTICATION; null for a template that Meta does not list. */
  async templateCategory(phoneNumberId: string, name: string, language: string): Promise<string | null> {
    const { templates: known } = await this.templates(phoneNumberId, false);
    return known.find((one) => one.name === name && one.language === language)?.category ?? null;
  }

  /** Meta says that templates of these accounts have changed. */
  forgetTemplates(wabaIds: string[]): void {
    templates.forget(this.#sql, wabaIds);
  }

  /** What Meta must repeat in the handshake. Made the first time it is asked for. */
  async verifyToken(): Promise<string> {
    const vault = await this.#secrets();
    const stored = () =>
      this.#sql.exec<{ value: string }>("SELECT value FROM setting WHERE name = 'verify_token'").toArray()[0];
    if (!stored()) {
      const sealed = await vault.seal(newSecret(), 'verify_token');
      this.#sql.exec("INSERT INTO setting VALUES ('verify_token', ?) ON CONFLICT DO NOTHING", sealed);
    }
    return vault.open(stored()?.value ?? '', 'verify_token');
  }

  origins(): string[] {
    return this.#sql
      .exec<{ origin: string }>('SELECT origin FROM allowed_origin ORDER BY origin')
      .toArray()
      .map((row) => row.origin);
  }

  allowOrigins(origins: string[]): void {
    this.ctx.storage.transactionSync(() => {
      this.#sql.exec('DELETE FROM allowed_origin');
      for (const origin of new Set(origins)) this.#sql.exec('INSERT INTO allowed_origin VALUES (?)', origin);
    });
  }

  countRefused(count: number): void {
    const before = this.refusedWebhooks().count;
    const refused: RefusedWebhooks = { count: before + count, lastAt: Date.now() };
    this.#sql.exec("INSERT OR REPLACE INTO setting VALUES ('refused_webhooks', ?)", JSON.stringify(refused));
  }

  refusedWebhooks(): RefusedWebhooks {
    const [row] = this.#sql
      .exec<{ value: string }>("SELECT value FROM setting WHERE name = 'refused_webhooks'")
      .toArray();
    return row ? JSON.parse(row.value) : { count: 0, lastAt: null };
  }

  keep(events: kept.KeptEvent[]): Promise<void> {
    return kept.keep(this.ctx.storage, events, Date.now());
  }

  unrouted(): UnroutedNumber[] {
    return kept.unrouted(this.#sql);
  }

  #secrets(): Promise<Vault> {
    this.#vault ??= openVault(this.env.MASTER_KEY ?? '');
    return this.#vault;
  }
}
