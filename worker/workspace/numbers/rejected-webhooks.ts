/** Counts webhooks with a wrong signature. They are not from Meta, or the app secret is wrong. */
import * as v from 'valibot';
import type { RefusedWebhook, RefusedWebhooks } from '../../api/numbers/health.ts';
import { storedJson } from '../../stored-json.ts';

/** A rejected webhook. `tried` are the inboxes whose app secrets were tried. */
export interface RejectedWebhook {
  isSigned: boolean;
  inboxes: string[];
  tried: string[];
  /** Whether the deployment's own META_APP_SECRET was tried. */
  hasTriedShared: boolean;
}

const refusedWebhook = v.object({
  at: v.number(),
  inboxes: v.array(v.string()),
  isSigned: v.boolean(),
  tried: v.array(v.string()),
}) satisfies v.GenericSchema<unknown, RefusedWebhook>;

const stored = v.object({
  count: v.optional(v.number(), 0),
  lastAt: v.optional(v.nullable(v.number()), null),
  last: v.optional(v.nullable(refusedWebhook), null),
  byInbox: v.optional(v.record(v.string(), refusedWebhook), {}),
});

type Stored = v.InferOutput<typeof stored>;

export function countRejected(
  sql: SqlStorage,
  count: number,
  webhook: RejectedWebhook,
  nameOf: (inbox: string) => string,
  now: number,
): void {
  const before = read(sql);
  const last: RefusedWebhook = {
    at: now,
    inboxes: webhook.inboxes,
    isSigned: webhook.isSigned,
    tried: [
      ...webhook.tried.map((inbox) => `the app secret of “${nameOf(inbox)}”`),
      ...(webhook.hasTriedShared ? ['META_APP_SECRET'] : []),
    ],
  };
  // An unsigned webhook must not replace a signed one, which may be from Meta.
  const named = webhook.inboxes.filter((inbox) => webhook.isSigned || !before.byInbox[inbox]?.isSigned);
  const after: Stored = {
    count: before.count + count,
    lastAt: now,
    last,
    byInbox: { ...before.byInbox, ...Object.fromEntries(named.map((inbox) => [inbox, last])) },
  };
  sql.exec("INSERT OR REPLACE INTO setting VALUES ('refused_webhooks', ?)", JSON.stringify(after));
}

export function refusedWebhooks(sql: SqlStorage): RefusedWebhooks {
  const { count, lastAt, last } = read(sql);
  return { count, lastAt, last };
}

/** The newest one that named this inbox's number. */
export function lastRejected(sql: SqlStorage, inbox: string): RefusedWebhook | null {
  return read(sql).byInbox[inbox] ?? null;
}

function read(sql: SqlStorage): Stored {
  const [row] = sql
    .exec<{ value: string }>("SELECT value FROM setting WHERE name = 'refused_webhooks'")
    .toArray();
  return (row && storedJson(stored, row.value)) ?? { count: 0, lastAt: null, last: null, byInbox: {} };
}
