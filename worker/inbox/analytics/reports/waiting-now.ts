/** The customers who wait for the team at this moment. */
import type { Report } from '../../../api/analytics/analytics.ts';

const hourMs = 60 * 60_000;
/** More are not counted. */
const maxCounted = 10_000;

export function waitingNow(sql: SqlStorage, now: number): Report['waiting'] {
  const row = sql
    .exec<{
      count: number;
      oldest: number | null;
      hour: number | null;
      four: number | null;
      day: number | null;
    }>(
      `SELECT count(*) AS count, min(waiting_at) AS oldest, sum(waiting_at > ?1) AS hour, sum(waiting_at > ?2) AS four,
         sum(waiting_at > ?3) AS day
       FROM (SELECT waiting_at FROM conversation INDEXED BY conversation_by_wait
         WHERE waiting_at IS NOT NULL AND last_message_at IS NOT NULL ORDER BY waiting_at LIMIT ?4)`,
      ...[now - hourMs, now - 4 * hourMs, now - 24 * hourMs, maxCounted],
    )
    .one();
  const { count, oldest } = row;
  const [hour, four, day] = [row.hour ?? 0, row.four ?? 0, row.day ?? 0];
  return {
    count,
    oldestSince: oldest,
    ages: { underHour: hour, underFourHours: four - hour, underDay: day - four, older: count - day },
  };
}
