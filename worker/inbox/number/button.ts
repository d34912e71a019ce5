/** The settings of this number's button, for pages that load them. */
import * as v from 'valibot';
import { type ButtonSettings, buttonSettings } from '../../api/button.ts';
import type { ChangeLog } from '../records/change-log.ts';

export function buttonOf(sql: SqlStorage): ButtonSettings {
  const [row] = sql.exec<{ value: string }>("SELECT value FROM setting WHERE name = 'button'").toArray();
  return row ? v.parse(buttonSettings, JSON.parse(row.value)) : {};
}

export function changeButton(sql: SqlStorage, changes: ChangeLog, settings: ButtonSettings): ButtonSettings {
  sql.exec("INSERT OR REPLACE INTO setting VALUES ('button', ?)", JSON.stringify(settings));
  changes.record({ type: 'settings-changed', settings: 'button' });
  return settings;
}
