/** The state of an inbox, for the health page. Every query reads a bounded number of rows. */
import type { Hearing, InboxVitals } from '../../api/numbers/health.ts';
import { archiveState } from '../archive/segment-rows.ts';
import { lastReportAt } from '../records/messages/reports.ts';
import { databaseSizeOf } from './database-size.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const newest = 5_000;
/** A number that sends this many messages an hour should have received at least one status. */
const newestAttempts = 1_000;

export function vitalsOf(sql: SqlStorage, now: number): InboxVitals {
  return {
    lastEventAt: lastEventAt(sql),
    ...queueOf(sql, now),
    failures: failuresOf(sql, now),
    unparsed: unparsedOf(sql),
    writtenFirst: writtenFirst(sql, now),
    database: databaseSizeOf(sql, now),
    archive: archiveState(sql),
  };
}

/** Meta reports accepted messages within seconds, so an hour without a status means that webhooks do not arrive. */
export function hearingOf(sql: SqlStorage, now: number): Hearing {
  const { taken } = sql
    .exec<{ taken: number | null }>(
      `SELECT max(ended_at) AS taken FROM (
         SELECT * FROM (SELECT state, ended_at FROM attempt ORDER BY rowid DESC LIMIT ?1)
         UNION ALL SELECT 'accepted', attempt_ended_at FROM (SELECT attempt_ended_at FROM message ORDER BY id DESC LIMIT ?4))
       WHERE state = 'accepted' AND ended_at BETWEEN ?2 AND ?3`,
      ...[newestAttempts, now - 7 * day, now - 60 * minute, newest],
    )
    .one();
  const heardAt = lastEventAt(sql);
  if (taken !== null && (heardAt ?? 0) < taken - minute) return 'silence';
  return heardAt === null ? 'nothing-yet' : 'webhooks';
}

/** The newest message, status or notice, by Meta's clock. */
function lastEventAt(sql: SqlStorage): number | null {
  const { at } = sql
    .exec<{ at: number | null }>(
      `SELECT max(at) AS at FROM (
         SELECT * FROM (SELECT sent_at AS at FROM message WHERE origin <> 'send' ORDER BY id DESC LIMIT 1)
         UNION ALL SELECT * FROM (SELECT at FROM notice ORDER BY id DESC LIMIT 1))`,
    )
    .one();
  const reportedAt = lastReportAt(sql);
  return at === null || reportedAt === null ? (at ?? reportedAt) : Math.max(at, reportedAt);
}

/** The messages that should have been sent by now, without scheduled ones. */
function queueOf(sql: SqlStorage, now: number): Pick<InboxVitals, 'queued' | 'queuedSince'> {
  const row = sql
    .exec<{ queued: number; since: number | null }>(
      `SELECT count(*) AS queued, min(sent_at) AS since FROM job JOIN message ON message.id = message_id
       WHERE kind = 'send' AND (send_at IS NULL OR send_at <= ?)`,
      now,
    )
    .one();
  return { queued: row.queued, queuedSince: row.since };
}

function failuresOf(sql: SqlStorage, now: number): InboxVitals['failures'] {
  return sql
    .exec<{ code: string | number; title: string; count: number }>(
      `SELECT error ->> 'code' AS code, error ->> 'title' AS title, count(*) AS count
       FROM (SELECT status, error, sent_at FROM message ORDER BY id DESC LIMIT ?)
       WHERE status = 'failed' AND error IS NOT NULL AND sent_at > ? GROUP BY code ORDER BY count DESC`,
      ...[newest, now - 7 * day],
    )
    .toArray();
}

function unparsedOf(sql: SqlStorage): number {
  return sql
    .exec<{ unparsed: number }>(
      `SELECT count(*) AS unparsed FROM (SELECT 1 FROM notice WHERE unread_because IS NOT NULL LIMIT ?)`,
      newest,
    )
    .one().unparsed;
}

/** Conversations started with a template in the last 24 hours, which count towards Meta's messaging limit. */
function writtenFirst(sql: SqlStorage, now: number): number {
  return sql
    .exec<{ customers: number }>(
      `SELECT count(DISTINCT conversation_id) AS customers
       FROM (SELECT * FROM message ORDER BY id DESC LIMIT ?1) AS sent
       WHERE origin = 'send' AND sent_at > ?2 AND status NOT IN ('queued', 'failed')
         AND body ->> 'type' = 'template'
         AND NOT EXISTS (SELECT 1 FROM message WHERE conversation_id = sent.conversation_id
           AND origin = 'message' AND sent_at BETWEEN sent.sent_at - ${day} AND sent.sent_at)`,
      ...[newest * 4, now - day],
    )
    .one().customers;
}
