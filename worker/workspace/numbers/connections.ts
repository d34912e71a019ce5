import type { Language } from '../../api/languages.ts';
import {
  type InboxSettings,
  type InboxSummary,
  type LongestText,
  type NumberAutomation,
  numberAutomation,
  numberBot,
  type ReceiptPolicy,
} from '../../api/numbers/numbers.ts';
import type { Env } from '../../env.ts';
import { ApiError } from '../../errors.ts';
import { storedJson } from '../../stored-json.ts';
import type { Graph } from '../../whatsapp/graph/graph.ts';
import type { Vault } from '../secrets/vault.ts';

/** The facts that the webhook route needs about a number: whether it is on, and which secrets can sign for it. */
export interface Connection {
  /** The inbox with the history, which stays the same when the number changes. */
  inbox: string;
  phoneNumberId: string;
  wabaId: string;
  displayPhoneNumber: string;
  enabled: boolean;
  /** Null when the deployment's `META_APP_SECRET` is used. */
  appSecret: string | null;
  /** The previous app secret, while it is still accepted. */
  formerAppSecret: string | null;
}

/** A connection for the webhook: with what tells which of Meta's notices about the account its inbox wants. */
export interface RoutedConnection extends Connection {
  /** Account-level fields that an endpoint or an API token of this number wants; they are not stored otherwise. */
  accountFields: readonly string[];
}

/** What sending needs. */
export interface Credentials extends Connection {
  accessToken: string;
  receipts: ReceiptPolicy;
  messagesPerSecond: number;
  sendsFiles: boolean;
}

/** The Graph API with the credentials of one number. */
export function graphOf(
  env: Env,
  { accessToken, appSecret }: { accessToken: string; appSecret: string | null },
): Graph {
  return {
    url: env.GRAPH_URL,
    version: env.GRAPH_VERSION,
    accessToken,
    ...(appSecret !== null && { appSecret }),
    fetch: (input, init) => fetch(input, init),
  };
}

export interface NewNumber {
  phoneNumberId: string;
  wabaId: string;
  displayPhoneNumber: string;
  name: string;
  accessToken: string;
  appSecret?: string;
  isOnPhone?: boolean;
}

export type NumberReplacement = Partial<NewNumber>;

interface Row extends Record<string, SqlStorageValue> {
  inbox: string;
  phone_number_id: string;
  waba_id: string;
  display_phone_number: string;
  name: string;
  enabled: number;
  access_token: string;
  app_secret: string | null;
  former_app_secret: string | null;
  former_until: number;
  disconnected_at: number | null;
  is_on_phone: number;
  receipts: ReceiptPolicy;
  messages_per_second: number;
  longest_text: LongestText;
  shows_agent_name: number;
  language: Language | null;
  sends_files: number;
  bot: string | null;
  bot_name: string | null;
  automation: string | null;
}

/** Meta can still use the previous app secret for a while, and for retried webhooks. */
const formerSecretLifetimeMs = 24 * 60 * 60_000;

export async function connect(sql: SqlStorage, vault: Vault, number: NewNumber): Promise<InboxSummary> {
  rejectConnected(sql, number.phoneNumberId, null);
  const inbox = freeInbox(sql, number.phoneNumberId);
  const accessToken = await vault.seal(number.accessToken, `${inbox}/access_token`);
  const appSecret = number.appSecret ? await vault.seal(number.appSecret, `${inbox}/app_secret`) : null;
  rejectConnected(sql, number.phoneNumberId, null);
  sql.exec(
    `INSERT INTO connection
       (inbox, phone_number_id, waba_id, display_phone_number, name, access_token, app_secret, is_on_phone)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[inbox, number.phoneNumberId, number.wabaId, number.displayPhoneNumber, number.name],
    ...[accessToken, appSecret, Number(number.isOnPhone ?? false)],
  );
  return summaryOf(sql, inbox);
}

/** Changes the ids or secrets of an inbox; absent fields stay. The previous app secret is accepted for another day. */
export async function replace(
  sql: SqlStorage,
  vault: Vault,
  inbox: string,
  change: NumberReplacement,
  now: number,
): Promise<InboxSummary> {
  const { accessToken, appSecret } = change;
  const token = accessToken === undefined ? null : await vault.seal(accessToken, `${inbox}/access_token`);
  const secret = appSecret === undefined ? null : await vault.seal(appSecret, `${inbox}/app_secret`);
  summaryOf(sql, inbox);
  if (change.phoneNumberId !== undefined) rejectConnected(sql, change.phoneNumberId, inbox);
  if (secret !== null) {
    sql.exec(
      'UPDATE connection SET former_app_secret = app_secret, former_until = ?2, app_secret = ?3 WHERE inbox = ?1',
      ...[inbox, now + formerSecretLifetimeMs, secret],
    );
  }
  sql.exec(
    `UPDATE connection SET phone_number_id = coalesce(?2, phone_number_id), waba_id = coalesce(?3, waba_id),
       display_phone_number = coalesce(?4, display_phone_number), name = coalesce(?5, name),
       is_on_phone = coalesce(?6, is_on_phone), access_token = coalesce(?7, access_token)
     WHERE inbox = ?1`,
    ...[inbox, change.phoneNumberId ?? null, change.wabaId ?? null, change.displayPhoneNumber ?? null],
    ...[change.name ?? null, change.isOnPhone === undefined ? null : Number(change.isOnPhone), token],
  );
  return summaryOf(sql, inbox);
}

/** Turns a number on or off. For `disconnected`, Meta also stops sending webhooks. */
export function setLifecycle(
  sql: SqlStorage,
  inbox: string,
  life: 'enabled' | 'disabled' | 'disconnected',
  now: number,
): InboxSummary {
  sql.exec(
    'UPDATE connection SET enabled = ?2, disconnected_at = ?3 WHERE inbox = ?1',
    ...[inbox, Number(life === 'enabled'), life === 'disconnected' ? now : null],
  );
  return summaryOf(sql, inbox);
}

/** Deletes a number and everything that the workspace knows about it. */
export function remove(sql: SqlStorage, inbox: string): void {
  const { wabaId, phoneNumberId } = summaryOf(sql, inbox);
  sql.exec('DELETE FROM connection WHERE inbox = ?', inbox);
  sql.exec(
    'DELETE FROM kept_part WHERE kept_id IN (SELECT id FROM kept WHERE phone_number_id = ?)',
    phoneNumberId,
  );
  sql.exec('DELETE FROM kept WHERE phone_number_id = ?', phoneNumberId);
  if (sql.exec('SELECT 1 FROM connection WHERE waba_id = ? LIMIT 1', wabaId).toArray().length > 0) return;
  sql.exec('DELETE FROM template_list WHERE waba_id = ?', wabaId);
  sql.exec('DELETE FROM template WHERE waba_id = ?', wabaId);
  sql.exec('DELETE FROM catalog WHERE waba_id = ?', wabaId);
  sql.exec('DELETE FROM catalog_page WHERE waba_id = ?', wabaId);
}

/** A number can only be connected once. */
function rejectConnected(sql: SqlStorage, phoneNumberId: string, but: string | null): void {
  const [other] = summaries(sql, 'phone_number_id = ?', phoneNumberId);
  if (!other || other.id === but) return;
  throw new ApiError(
    409,
    'already_connected',
    `This number is already connected as “${other.name}”. Open it in the settings, or delete it there first.`,
  );
}

/** The number's own id, unless an inbox that was created with this number has a different one now. */
function freeInbox(sql: SqlStorage, phoneNumberId: string): string {
  let inbox = phoneNumberId;
  for (let next = 2; isConnected(sql, inbox); next++) inbox = `${phoneNumberId}-${next}`;
  return inbox;
}

export function change(sql: SqlStorage, inbox: string, settings: InboxSettings): InboxSummary {
  sql.exec(
    `UPDATE connection SET receipts = coalesce(?2, receipts),
       messages_per_second = coalesce(?3, messages_per_second), longest_text = coalesce(?4, longest_text),
       shows_agent_name = coalesce(?5, shows_agent_name), bot = iif(?6, ?7, bot),
       language = iif(?8, ?9, language), sends_files = coalesce(?10, sends_files)
     WHERE inbox = ?1`,
    inbox,
    settings.receipts ?? null,
    settings.messagesPerSecond ?? null,
    settings.longestText ?? null,
    settings.showsAgentName === undefined ? null : Number(settings.showsAgentName),
    Number(settings.bot !== undefined),
    settings.bot ? JSON.stringify(settings.bot) : null,
    Number(settings.language !== undefined),
    settings.language ?? null,
    settings.sendsFiles === undefined ? null : Number(settings.sendsFiles),
  );
  return summaryOf(sql, inbox);
}

export function summaryOf(sql: SqlStorage, inbox: string): InboxSummary {
  const found = numberOf(sql, inbox);
  if (!found) throw new ApiError(404, 'inbox_not_found', 'There is no inbox with this id.');
  return found;
}

/** Null when it is not connected. */
export function numberOf(sql: SqlStorage, inbox: string): InboxSummary | null {
  return summaries(sql, 'connection.inbox = ?', inbox)[0] ?? null;
}

export function inboxes(sql: SqlStorage): InboxSummary[] {
  return summaries(sql, 'true');
}

/** Those that a condition holds for, by name. There can be thousands, so one of them is never looked for among all. */
function summaries(
  sql: SqlStorage,
  condition: 'true' | 'connection.inbox = ?' | 'phone_number_id = ?',
  ...values: string[]
): InboxSummary[] {
  const isPaused = isAutomationPaused(sql);
  return sql
    .exec<Row>(
      `SELECT connection.*, webhook.name AS bot_name
       FROM connection LEFT JOIN webhook ON webhook.id = bot ->> 'webhook'
       WHERE ${condition} ORDER BY connection.name, phone_number_id`,
      ...values,
    )
    .toArray()
    .map((row) => ({
      id: row.inbox,
      phoneNumberId: row.phone_number_id,
      wabaId: row.waba_id,
      displayPhoneNumber: row.display_phone_number,
      name: row.name,
      enabled: row.enabled === 1,
      disconnectedAt: row.disconnected_at,
      isOnPhone: row.is_on_phone === 1,
      receipts: row.receipts,
      messagesPerSecond: row.messages_per_second,
      longestText: row.longest_text,
      showsAgentName: row.shows_agent_name === 1,
      language: row.language,
      sendsFiles: row.sends_files === 1,
      bot: botOf(row),
      automation: automationOf(row, isPaused),
    }));
}

/** Whether an admin has paused automation on all numbers. */
export function isAutomationPaused(sql: SqlStorage): boolean {
  return sql.exec("SELECT 1 FROM setting WHERE name = 'automation_paused'").toArray().length > 0;
}

export function pauseAutomation(sql: SqlStorage, isPaused: boolean): void {
  if (isPaused) sql.exec("INSERT OR REPLACE INTO setting VALUES ('automation_paused', '1')");
  else sql.exec("DELETE FROM setting WHERE name = 'automation_paused'");
}

/** The inbox of the number has said whether it answers automatically. */
export function setAutomation(sql: SqlStorage, inbox: string, automation: NumberAutomation): InboxSummary {
  sql.exec('UPDATE connection SET automation = ? WHERE inbox = ?', JSON.stringify(automation), inbox);
  return summaryOf(sql, inbox);
}

function automationOf({ automation: json }: Row, isAllPaused: boolean): NumberAutomation {
  const automation = (json !== null && storedJson(numberAutomation, json)) || nothingAutomatic;
  return { ...automation, isPaused: automation.isPaused || isAllPaused };
}

const nothingAutomatic: NumberAutomation = { isOn: false, isPaused: false, isSuggesting: false };

function botOf({ bot: json, bot_name: name }: Row): InboxSummary['bot'] {
  const bot = json === null ? null : storedJson(numberBot, json);
  return bot && name !== null ? { ...bot, name } : null;
}

export function isConnected(sql: SqlStorage, inbox: string): boolean {
  return sql.exec('SELECT 1 FROM connection WHERE inbox = ?', inbox).toArray().length > 0;
}

/** `vault` only has to open app secrets. */
export function connections(sql: SqlStorage, vault: Pick<Vault, 'open'>): Promise<Connection[]> {
  const rows = sql.exec<Row>('SELECT * FROM connection').toArray();
  return Promise.all(rows.map((row) => connectionOf(row, vault)));
}

export async function credentials(sql: SqlStorage, vault: Vault, inbox: string): Promise<Credentials | null> {
  const [row] = sql.exec<Row>('SELECT * FROM connection WHERE inbox = ?', inbox).toArray();
  if (!row) return null;
  const accessToken = await vault.open(row.access_token, `${inbox}/access_token`);
  const { receipts, messages_per_second: messagesPerSecond } = row;
  const sendsFiles = row.sends_files === 1;
  return { ...(await connectionOf(row, vault)), accessToken, receipts, messagesPerSecond, sendsFiles };
}

async function connectionOf(row: Row, vault: Pick<Vault, 'open'>): Promise<Connection> {
  const { inbox, app_secret: sealed, former_app_secret: former } = row;
  const place = `${inbox}/app_secret`;
  const isFormerGood = former !== null && row.former_until > Date.now();
  return {
    inbox,
    phoneNumberId: row.phone_number_id,
    wabaId: row.waba_id,
    displayPhoneNumber: row.display_phone_number,
    enabled: row.enabled === 1,
    appSecret: sealed === null ? null : await vault.open(sealed, place),
    formerAppSecret: isFormerGood ? await vault.open(former, place) : null,
  };
}
