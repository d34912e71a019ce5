/** Push notifications to admins about a number's alerts: once per device while the alert lasts. */
import type { NumberAlert } from '../../api/numbers/health.ts';
import { hashOf } from '../secrets/secrets.ts';
import { readPreferences } from './push-preferences.ts';
import { isQuiet, quietUntil } from './quiet-hours.ts';
import { activeDevices, type DeviceRow, deliver, type PushKeys } from './web-push.ts';

export interface AlertNotification {
  inbox: string;
  /** The name of the number. */
  name: string;
  alerts: readonly NumberAlert[];
}

/** Retry delay for a busy push service. */
const retryDelayMs = 15 * 60_000;
/** A notification has less than 4 KB, and Meta's texts can be long. */
const maxTextLength = 300;

/**
 * `mayAgentSee` selects the admins with access to the number. Returns when to retry for devices with quiet hours or a
 * busy push service; null when there are none.
 */
export async function pushAlerts(
  sql: SqlStorage,
  keys: PushKeys,
  { inbox, name, alerts }: AlertNotification,
  mayAgentSee: (agentId: string) => boolean,
  now: number,
): Promise<number | null> {
  const laters = await Promise.all(
    activeDevices(sql, now).flatMap((row) => {
      const { alerts: isWanted, muted, quiet } = readPreferences(row.preferences);
      if (!isWanted || muted.includes(inbox) || !mayAgentSee(row.agent_id)) return [];
      return alerts.map(async (alert): Promise<number | null> => {
        const text = JSON.stringify(alert);
        if (wasNotified(sql, inbox, alert, text, row)) return null;
        if (quiet !== null && isQuiet(quiet, now)) return quietUntil(quiet, now);
        // Inserted before sending, so that a check in the meantime does not send it twice.
        sql.exec('INSERT INTO told_alert VALUES (?, ?, ?)', inbox, text, row.id);
        const topic = (await hashOf(`${inbox}/${text}`)).slice(0, 32);
        const data = { type: 'alert', inbox, number: name.slice(0, 100), alert: short(alert) } as const;
        if ((await deliver(sql, keys, row, data, topic)) !== 'later') return null;
        sql.exec(
          'DELETE FROM told_alert WHERE inbox = ? AND alert = ? AND device_id = ?',
          ...[inbox, text, row.id],
        );
        return now + retryDelayMs;
      });
    }),
  );
  return earliest(laters);
}

/** The earliest of these times; null when there is none. */
export function earliest(moments: readonly (number | null)[]): number | null {
  const known = moments.filter((moment) => moment !== null);
  return known.length === 0 ? null : Math.min(...known);
}

/** All numbers of an account share its templates, so one of them is enough for an alert about a template. */
function wasNotified(
  sql: SqlStorage,
  inbox: string,
  { type }: NumberAlert,
  text: string,
  { id }: DeviceRow,
): boolean {
  const inboxes =
    type === 'template'
      ? 'IN (SELECT inbox FROM connection WHERE waba_id = (SELECT waba_id FROM connection WHERE inbox = ?))'
      : '= ?';
  const found = sql.exec(
    `SELECT 1 FROM told_alert WHERE inbox ${inboxes} AND alert = ? AND device_id = ?`,
    ...[inbox, text, id],
  );
  return found.toArray().length > 0;
}

/** Without the advice, which is on the health page. */
function short(alert: NumberAlert): NumberAlert {
  if (alert.type !== 'notice' && alert.type !== 'template') return alert;
  const params = Object.entries(alert.params).map(([name, value]) => [name, cut(value)] as const);
  return { ...alert, params: Object.fromEntries(params), summary: cut(alert.summary), advice: null };
}

function cut<Value extends string | number>(value: Value): Value | string {
  return typeof value === 'string' ? value.slice(0, maxTextLength) : value;
}
