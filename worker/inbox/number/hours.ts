/** The business hours of this number: the card of its button shows them. */
import * as v from 'valibot';
import { type BusinessHours, businessHours } from '../../api/numbers/hours.ts';
import type { ChangeLog } from '../records/changes/change-log.ts';

export function hoursOf(sql: SqlStorage): BusinessHours | null {
  const [row] = sql.exec<{ value: string }>("SELECT value FROM setting WHERE name = 'hours'").toArray();
  return row ? v.parse(businessHours, JSON.parse(row.value)) : null;
}

export function changeHours(sql: SqlStorage, changes: ChangeLog, hours: BusinessHours | null): void {
  if (hours) sql.exec("INSERT OR REPLACE INTO setting VALUES ('hours', ?)", JSON.stringify(hours));
  else sql.exec("DELETE FROM setting WHERE name = 'hours'");
  changes.record({ type: 'settings-changed', settings: 'hours' });
}
