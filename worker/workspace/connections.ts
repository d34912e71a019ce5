import type { ConnectNumber, InboxSettings, InboxSummary, LongestText, ReceiptPolicy } from '../api.ts';
import type { Env } from '../env.ts';
import { ApiError } from '../errors.ts';
import type { Graph } from '../whatsapp/graph.ts';
import type { Vault } from './vault.ts';

/** What the webhook needs to know of a number: whether it may speak, and who signs for it. */
export interface Connection {
  phoneNumberId: string;
  wabaId: string;
  enabled: boolean;
  /** Null: signed with the deployment's `META_APP_SECRET`. */
  appSecret: string | null;
}

/** What a send needs. */
export interface Credentials extends Connection {
  accessToken: string;
  receipts: ReceiptPolicy;
  messagesPerSecond: number;
}

/** The Graph API as one number's owner sees it. */
export function graphOf(env: Env, { accessToken, appSecret }: Credentials): Graph {
  return {
    url: env.GRAPH_URL,
    version: env.GRAPH_VERSION,
    accessToken,
    ...(appSecret !== null && { appSecret }),
    fetch: (input, init) => fetch(input, init),
  };
}

interface Row extends Record<string, SqlStorageValue> {
  phone_number_id: string;
  waba_id: string;
  display_phone_number: string;
  name: string;
  enabled: number;
  access_token: string;
  app_secret: string | null;
  receipts: ReceiptPolicy;
  messages_per_second: number;
  longest_text: LongestText;
}

export async function connect(sql: SqlStorage, vault: Vault, number: ConnectNumber): Promise<InboxSummary> {
  const id = number.phoneNumberId;
  const accessToken = await vault.seal(number.accessToken, `${id}/access_token`);
  const appSecret = number.appSecret ? await vault.seal(number.appSecret, `${id}/app_secret`) : null;
  if (isConnected(sql, id)) {
    throw new ApiError(409, 'already_connected', 'This number is connected already.');
  }
  sql.exec(
    `INSERT INTO connection (phone_number_id, waba_id, display_phone_number, name, access_token, app_secret)
     VALUES (?, ?, ?, ?, ?, ?)`,
    ...[id, number.wabaId, number.displayPhoneNumber, number.name, accessToken, appSecret],
  );
  return inbox(sql, id);
}

export function change(sql: SqlStorage, phoneNumberId: string, settings: InboxSettings): InboxSummary {
  sql.exec(
    `UPDATE connection SET receipts = coalesce(?2, receipts),
       messages_per_second = coalesce(?3, messages_per_second), longest_text = coalesce(?4, longest_text)
     WHERE phone_number_id = ?1`,
    phoneNumberId,
    settings.receipts ?? null,
    settings.messagesPerSecond ?? null,
    settings.longestText ?? null,
  );
  return inbox(sql, phoneNumberId);
}

function inbox(sql: SqlStorage, phoneNumberId: string): InboxSummary {
  const found = inboxes(sql).find(({ id }) => id === phoneNumberId);
  if (!found) throw new ApiError(404, 'inbox_not_found', 'No number with this phone number id is connected.');
  return found;
}

export function inboxes(sql: SqlStorage): InboxSummary[] {
  return sql
    .exec<Row>('SELECT * FROM connection ORDER BY name, phone_number_id')
    .toArray()
    .map((row) => ({
      id: row.phone_number_id,
      wabaId: row.waba_id,
      displayPhoneNumber: row.display_phone_number,
      name: row.name,
      enabled: row.enabled === 1,
      receipts: row.receipts,
      messagesPerSecond: row.messages_per_second,
      longestText: row.longest_text,
    }));
}

export function isConnected(sql: SqlStorage, phoneNumberId: string): boolean {
  return sql.exec('SELECT 1 FROM connection WHERE phone_number_id = ?', phoneNumberId).toArray().length > 0;
}

/** All numbers that a body names, by themselves or by their account. */
export async function connectionsOf(
  sql: SqlStorage,
  vault: Vault,
  named: { phoneNumberIds: string[]; wabaIds: string[] },
): Promise<Connection[]> {
  const rows = sql
    .exec<Row>(
      `SELECT * FROM connection WHERE phone_number_id IN (SELECT value FROM json_each(?1))
       OR waba_id IN (SELECT value FROM json_each(?2))`,
      JSON.stringify(named.phoneNumberIds),
      JSON.stringify(named.wabaIds),
    )
    .toArray();
  return Promise.all(rows.map((row) => connectionOf(row, vault)));
}

export async function credentials(
  sql: SqlStorage,
  vault: Vault,
  phoneNumberId: string,
): Promise<Credentials | null> {
  const [row] = sql.exec<Row>('SELECT * FROM connection WHERE phone_number_id = ?', phoneNumberId).toArray();
  if (!row) return null;
  const accessToken = await vault.open(row.access_token, `${phoneNumberId}/access_token`);
  const { receipts, messages_per_second: messagesPerSecond } = row;
  return { ...(await connectionOf(row, vault)), accessToken, receipts, messagesPerSecond };
}

async function connectionOf(row: Row, vault: Vault): Promise<Connection> {
  const { phone_number_id: phoneNumberId, app_secret: sealed } = row;
  return {
    phoneNumberId,
    wabaId: row.waba_id,
    enabled: row.enabled === 1,
    appSecret: sealed === null ? null : await vault.open(sealed, `${phoneNumberId}/app_secret`),
  };
}
