/** Tells the devices of admins that something is wrong with a number: each device once, for as long as it lasts. */
import type { NumberAlert } from '../../api/health.ts';
import { hashOf } from '../secrets/secrets.ts';
import { readPreferences } from './push-preferences.ts';
import { isQuiet, quietUntil } from './quiet-hours.ts';
import { type DeviceRow, deliver, devicesTold, type PushKeys } from './web-push.ts';

export interface AlertNotice {
  inbox: string;
  /** What the number is called. */
  name: string;
  alerts: readonly NumberAlert[];
}

/** A push service that was busy is asked again. */
const againAfter = 15 * 60_000;
/** What Meta says may be long, and one notification carries less than 4 KB. */
const longestSummary = 300;

/**
 * `mayAgentSee`: admins who may see the number. Returns when a device has to be told that cannot be told now, because
 * its agent has quiet hours or its push service is busy; null: none.
 */
export async function tellAlerts(
  sql: SqlStorage,
  keys: PushKeys,
  { inbox, name, alerts }: AlertNotice,
  mayAgentSee: (agentId: string) => boolean,
  now: number,
): Promise<number | null> {
  const laters = await Promise.all(
    devicesTold(sql, now).flatMap((row) => {
      const { alerts: isWanted, muted, quiet } = readPreferences(row.preferences);
      if (!isWanted || muted.includes(inbox) || !mayAgentSee(row.agent_id)) return [];
      return alerts.map(async (alert): Promise<number | null> => {
        const text = JSON.stringify(alert);
        if (isTold(sql, inbox, text, row)) return null;
        if (quiet !== null && isQuiet(quiet, now)) return quietUntil(quiet, now);
        // Before it is sent: whoever looks again meanwhile does not tell it twice.
        sql.exec('INSERT INTO told_alert VALUES (?, ?, ?)', inbox, text, row.id);
        const topic = (await hashOf(`${inbox}/${text}`)).slice(0, 32);
        const data = { type: 'alert', inbox, number: name.slice(0, 100), alert: short(alert) } as const;
        if ((await deliver(sql, keys, row, data, topic)) !== 'later') return null;
        sql.exec(
          'DELETE FROM told_alert WHERE inbox = ? AND alert = ? AND device_id = ?',
          ...[inbox, text, row.id],
        );
        return now + againAfter;
      });
    }),
  );
  return earliest(laters);
}

/** The first of these moments; null: there is none. */
export function earliest(moments: readonly (number | null)[]): number | null {
  const known = moments.filter((moment) => moment !== null);
  return known.length === 0 ? null : Math.min(...known);
}

function isTold(sql: SqlStorage, inbox: string, alert: string, { id }: DeviceRow): boolean {
  const found = sql.exec(
    'SELECT 1 FROM told_alert WHERE inbox = ? AND alert = ? AND device_id = ?',
    ...[inbox, alert, id],
  );
  return found.toArray().length > 0;
}

/** The advice stands on the health page. */
function short(alert: NumberAlert): NumberAlert {
  return alert.type === 'notice'
    ? { ...alert, summary: alert.summary.slice(0, longestSummary), advice: null }
    : alert;
}
