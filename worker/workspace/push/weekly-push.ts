/** Push notifications with the figures of a week, to the devices that want them. */
import { hashOf } from '../secrets/secrets.ts';
import { earliest } from './alert-push.ts';
import { readPreferences } from './push-preferences.ts';
import { isQuiet, quietUntil } from './quiet-hours.ts';
import { activeDevices, deliver, type PushKeys, type WeekNotification } from './web-push.ts';

/** Retry delay for a busy push service. */
const retryDelayMs = 15 * 60_000;

/**
 * Once for each device. Returns when to try again, for devices with quiet hours or a busy push service; null when there
 * are none. `name` is that of the number.
 */
export async function pushWeek(
  sql: SqlStorage,
  keys: PushKeys,
  { week, name }: { week: WeekNotification; name: string },
  mayAgentSee: (agentId: string) => boolean,
  now: number,
): Promise<number | null> {
  const { inbox, to, ...figures } = week;
  sql.exec('DELETE FROM told_week WHERE inbox = ? AND week < ?', inbox, to);
  const topic = (await hashOf(`${inbox}/week`)).slice(0, 32);
  const laters = await Promise.all(
    activeDevices(sql, now).map(async (row): Promise<number | null> => {
      const { weekly, muted, quiet } = readPreferences(row.preferences);
      if (!weekly || muted.includes(inbox) || !mayAgentSee(row.agent_id)) return null;
      if (quiet !== null && isQuiet(quiet, now)) return quietUntil(quiet, now);
      // Inserted before sending, so that a second call in the meantime does not send it twice.
      const { rowsWritten } = sql.exec(
        'INSERT OR IGNORE INTO told_week VALUES (?, ?, ?)',
        ...[inbox, to, row.id],
      );
      if (rowsWritten === 0) return null;
      const data = { type: 'week', inbox, number: name.slice(0, 100), ...figures } as const;
      if ((await deliver(sql, keys, row, data, topic)) !== 'later') return null;
      sql.exec(
        'DELETE FROM told_week WHERE inbox = ? AND week = ? AND device_id = ?',
        ...[inbox, to, row.id],
      );
      return now + retryDelayMs;
    }),
  );
  return earliest(laters);
}
