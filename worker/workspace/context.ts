/** What the parts of the Workspace share. */
import type { SettingsKind } from '../api/people/settings.ts';
import type { AuditAction } from '../api/people/team.ts';
import type { Env } from '../env.ts';
import { ApiError } from '../errors.ts';
import type { Actor } from './audit.ts';
import { schedule } from './chores.ts';
import * as connections from './numbers/connections.ts';
import type { NumberWatch } from './numbers/number-watch.ts';
import type { TeamNews } from './people/team-news.ts';
import type { Vault } from './secrets/vault.ts';
import type { WebhookOffice } from './webhooks/webhook-office.ts';

export interface Context {
  ctx: DurableObjectState;
  storage: DurableObjectStorage;
  sql: SqlStorage;
  env: Env;
  watch: NumberWatch;
  office: WebhookOffice;
  teamNews: TeamNews;
  secrets(): Promise<Vault>;
  /** Adds an entry to the audit log, and tells the consoles which settings it has changed. */
  record(by: Actor, action: AuditAction, subject: string, inboxes?: readonly string[]): void;
  /** Tells the consoles of these inboxes, or of all, to get settings again. */
  tellConsoles(changed: SettingsKind | null, inboxes?: readonly string[]): void;
}

/** Throws unless all these numbers are connected. */
export function requireNumbers(sql: SqlStorage, numbers: readonly string[] | null | undefined): void {
  const unknown = numbers?.filter((id) => !connections.isConnected(sql, id)) ?? [];
  if (unknown.length === 0) return;
  throw new ApiError(
    422,
    'number_not_connected',
    `These numbers are not connected: ${unknown.join(', ')}. Give the ids that GET /api/inboxes lists.`,
  );
}

/** Deletes the files of replies that are gone. */
export function dropFiles(storage: DurableObjectStorage): void {
  schedule(storage, 'files', Date.now());
}
