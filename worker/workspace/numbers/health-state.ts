/** The health of each number: the last check with Meta, and the alerts for admins. */
import * as v from 'valibot';
import type {
  Hearing,
  InboxFindings,
  NumberAlert,
  TimelineEntry,
  WebhookProblem,
} from '../../api/numbers/health.ts';
import { storedJson } from '../../stored-json.ts';
import { isOutOfUse, neededFields } from '../../whatsapp/account/number.ts';
import { numberAlert } from '../../whatsapp/account/number-alert.ts';
import { numberNamedIn, readAccountNotice } from '../../whatsapp/receiving/account-notices.ts';
import { explainNotice } from '../../whatsapp/receiving/notice-texts.ts';
import type { TemplateFinding } from '../templates/template-findings.ts';
import { type NumberCheck, numberCheck } from './number-check.ts';

interface Row extends Record<string, SqlStorageValue> {
  checked: string | null;
  checked_at: number | null;
  token_refused_at: number | null;
  token_cleared_at: number | null;
}

export interface KnownHealth {
  check: NumberCheck | null;
  checkedAt: number | null;
  tokenRefusedAt: number | null;
  /** When a rejected token was last found to be valid. */
  tokenClearedAt: number | null;
}

const day = 24 * 60 * 60_000;
const warnings = [1, 3, 14] as const;
const noticeLifetimeMs = 3 * day;
/** A rejected token can become valid again without a change on our side. */
const tokenRecheckMs = 15 * 60_000;
const maxTimelineEntries = 100;

export function healthOf(sql: SqlStorage, inbox: string): KnownHealth {
  const [row] = sql.exec<Row>('SELECT * FROM number_health WHERE inbox = ?', inbox).toArray();
  return {
    // An unreadable check is repeated.
    check: row?.checked ? storedJson(numberCheck, row.checked) : null,
    checkedAt: row?.checked_at ?? null,
    tokenRefusedAt: row?.token_refused_at ?? null,
    tokenClearedAt: row?.token_cleared_at ?? null,
  };
}

/** `isRefused` is whether Meta rejects the token; null leaves the previous value. */
export function recordCheck(
  sql: SqlStorage,
  inbox: string,
  check: NumberCheck,
  isRefused: boolean | null,
  now: number,
): void {
  sql.exec(
    `INSERT INTO number_health (inbox, checked, checked_at, look_at, token_refused_at, token_cleared_at)
     VALUES (?1, ?2, ?3, ?5, CASE ?4 WHEN 1 THEN ?3 END, CASE ?4 WHEN 0 THEN ?3 END)
     ON CONFLICT (inbox) DO UPDATE SET checked = ?2, checked_at = ?3, look_at = ?5,
       token_refused_at = CASE ?4 WHEN 1 THEN coalesce(token_refused_at, ?3) WHEN 0 THEN NULL ELSE token_refused_at END,
       token_cleared_at = CASE ?4 WHEN 0 THEN ?3 ELSE token_cleared_at END`,
    ...[inbox, JSON.stringify(check), now, isRefused === null ? null : Number(isRefused)],
    isRefused ? now + tokenRecheckMs : nextLook(check, now),
  );
}

/** Forgets the findings about the previous token. */
export function forgetToken(sql: SqlStorage, inbox: string): void {
  sql.exec(
    'UPDATE number_health SET token_refused_at = NULL, token_cleared_at = NULL, checked = NULL, checked_at = NULL, look_at = 0 WHERE inbox = ?',
    inbox,
  );
}

/** Makes the number due for a check. */
export function recheck(sql: SqlStorage, inbox: string): void {
  sql.exec('UPDATE number_health SET look_at = 0 WHERE inbox = ?', inbox);
}

/** Postpones the next check after one that could not be made. */
export function postponeCheck(sql: SqlStorage, inbox: string, now: number): void {
  sql.exec(
    'INSERT INTO number_health (inbox, look_at) VALUES (?1, ?2) ON CONFLICT (inbox) DO UPDATE SET look_at = ?2',
    ...[inbox, now + day],
  );
}

export function forget(sql: SqlStorage, inbox: string): void {
  sql.exec('DELETE FROM number_health WHERE inbox = ?', inbox);
  sql.exec('DELETE FROM told_alert WHERE inbox = ?', inbox);
  sql.exec('DELETE FROM told_week WHERE inbox = ?', inbox);
}

/** Stores the current alerts. A resolved alert can be sent again if it returns. */
export function storeAlerts(sql: SqlStorage, inbox: string, current: readonly NumberAlert[]): void {
  // Those that were sent are known by their JSON, with the fields in the order in which `storedAlerts` reads them.
  const alerts = v.parse(v.array(numberAlert), current);
  sql.exec(
    'INSERT INTO number_health (inbox, alerts) VALUES (?1, ?2) ON CONFLICT (inbox) DO UPDATE SET alerts = ?2',
    ...[inbox, JSON.stringify(alerts)],
  );
  sql.exec(
    'DELETE FROM told_alert WHERE inbox = ? AND alert NOT IN (SELECT value FROM json_each(?))',
    ...[inbox, JSON.stringify(alerts.map((alert) => JSON.stringify(alert)))],
  );
}

/** The current alerts of all numbers that have any. */
export function storedAlerts(sql: SqlStorage): { inbox: string; alerts: NumberAlert[] }[] {
  return sql
    .exec<{ inbox: string; alerts: string }>("SELECT inbox, alerts FROM number_health WHERE alerts <> '[]'")
    .toArray()
    .map(({ inbox, alerts }) => ({ inbox, alerts: storedJson(v.array(numberAlert), alerts) ?? [] }));
}

/** Inboxes whose next check is due by then, the longest overdue first. */
export function dueInboxes(sql: SqlStorage, by: number, limit: number): { inbox: string; lookAt: number }[] {
  return sql
    .exec<{ inbox: string; lookAt: number }>(
      `SELECT connection.inbox, coalesce(look_at, 0) AS lookAt FROM connection LEFT JOIN number_health USING (inbox)
       WHERE enabled = 1 AND coalesce(look_at, 0) <= ? ORDER BY lookAt LIMIT ?`,
      ...[by, limit],
    )
    .toArray();
}

/** Meta notices about this account, or about this number in it, newest first. */
export function timelineOf(sql: SqlStorage, wabaId: string, displayPhoneNumber: string): TimelineEntry[] {
  const digits = displayPhoneNumber.replace(/\D/g, '');
  return sql
    .exec<{ id: number; at: number; field: string; text: string }>(
      `SELECT id, at, field, text FROM kept JOIN kept_part ON kept_id = id AND part = 0
       WHERE reason = 'account' AND waba_id = ? AND field IS NOT NULL ORDER BY id DESC LIMIT ?`,
      ...[wabaId, maxTimelineEntries],
    )
    .toArray()
    .flatMap(({ at, field, text }): TimelineEntry[] => {
      const notice = readAccountNotice(field, text);
      const named = notice && numberNamedIn(text);
      if (!notice || (named && named !== digits)) return [];
      return [{ at, field, ...notice }];
    });
}

/** Everything that the alerts of a number depend on. */
export interface AlertFacts {
  known: KnownHealth;
  timeline: readonly TimelineEntry[];
  /** Addresses of the webhook that Meta has verified. */
  addresses: readonly string[];
  findings: InboxFindings;
  /** Endpoints of webhooks that take nothing. */
  endpoints: readonly { name: string; since: number }[];
  /** The last bot that was stopped. */
  loop: { name: string; at: number } | null;
  templates: readonly TemplateFinding[];
}

export function alertsOf(
  { known, timeline, addresses, findings, endpoints, loop, templates }: AlertFacts,
  now: number,
): NumberAlert[] {
  const { check, tokenRefusedAt } = known;
  const expiresAt = expiryIn(check);
  const days = expiresAt === null ? undefined : warnings.find((limit) => expiresAt - now <= limit * day);
  const [notice] = timeline.filter(({ matters, at }) => matters && now - at < noticeLifetimeMs);
  const webhook = check && webhookProblem(check, addresses, findings.hearing);
  const status = check && 'known' in check.number ? check.number.known.status : null;
  return [
    ...(tokenRefusedAt !== null ? [{ type: 'token-refused' as const, since: tokenRefusedAt }] : []),
    ...(tokenRefusedAt === null && expiresAt !== null && days !== undefined
      ? [{ type: 'token-expires' as const, at: expiresAt, days }]
      : []),
    ...(webhook ? [{ type: 'webhook' as const, problem: webhook }] : []),
    ...endpoints.map(({ name, since }) => ({ type: 'endpoint' as const, name, since })),
    ...(findings.botHook ? [hookAlert(findings.botHook)] : []),
    ...(findings.assistantBudget ? [budgetAlert(findings.assistantBudget)] : []),
    ...(findings.freeMessages && now - findings.freeMessages.at < noticeLifetimeMs
      ? [freeMessagesAlert(findings.freeMessages)]
      : []),
    ...(loop ? [{ type: 'bot-loop' as const, ...loop }] : []),
    // The notice says the same in more detail.
    ...(status !== null && isOutOfUse(status) && !notice ? [{ type: 'number-status' as const, status }] : []),
    ...(notice ? [noticeAlert(notice)] : []),
    ...templates.map((finding) => ({ type: 'template' as const, ...finding })),
  ];
}

function hookAlert({ name, since }: NonNullable<InboxFindings['botHook']>): NumberAlert {
  return { type: 'bot-hook', since, ...explainNotice('bot_hook_failing', { name }) };
}

function budgetAlert(period: NonNullable<InboxFindings['assistantBudget']>): NumberAlert {
  const code = period === 'day' ? 'assistant_budget_day' : 'assistant_budget_month';
  return { type: 'assistant-budget', ...explainNotice(code) };
}

/** Its month makes it another alert than that of the month before. */
function freeMessagesAlert({ month }: NonNullable<InboxFindings['freeMessages']>): NumberAlert {
  return { type: 'free-messages', month, ...explainNotice('free_messages_nearly_used') };
}

function noticeAlert({ field: _, matters: __, ...notice }: TimelineEntry): NumberAlert {
  return { type: 'notice', ...notice };
}

/** Rejected signatures are not an alert, because anyone can send one. */
function webhookProblem(
  { isSubscribed, subscription, number }: NumberCheck,
  addresses: readonly string[],
  hearing: Hearing,
): WebhookProblem | null {
  // For a number that is being connected, the setup shows what to do.
  if (hearing === 'nothing-yet') return null;
  if ('known' in isSubscribed && !isSubscribed.known) return 'not-subscribed';
  if ('known' in subscription) {
    const { fields = [], isActive = false } = subscription.known ?? {};
    if (!isActive || neededFields.some((field) => !fields.includes(field))) return 'no-field';
  }
  const actual = 'known' in number ? number.known.callbackUrl : null;
  // Without a verified address, it is unknown which addresses are ours.
  if (actual !== null && addresses.length > 0 && !addresses.includes(actual)) return 'elsewhere';
  return hearing === 'silence' ? 'silent' : null;
}

/** Daily, and when the token reaches the next warning, so that no warning is late. */
function nextLook(check: NumberCheck | null, now: number): number {
  const expiresAt = expiryIn(check);
  const thresholds = expiresAt === null ? [] : [...warnings, 0].map((limit) => expiresAt - limit * day);
  return Math.min(now + day, ...thresholds.filter((at) => at > now));
}

function expiryIn(check: NumberCheck | null): number | null {
  return check && 'known' in check.token ? check.token.known.expiresAt : null;
}
