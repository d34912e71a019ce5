/** The places that agents send from this number. */
import * as v from 'valibot';
import { type NumberPlaces, numberPlaces } from '../../api/numbers/places.ts';
import type { ChangeLog } from '../records/changes/change-log.ts';

export function placesOf(sql: SqlStorage): NumberPlaces {
  const [row] = sql.exec<{ value: string }>("SELECT value FROM setting WHERE name = 'places'").toArray();
  return row ? v.parse(numberPlaces, JSON.parse(row.value)) : { places: [] };
}

export function changePlaces(sql: SqlStorage, changes: ChangeLog, places: NumberPlaces): void {
  sql.exec("INSERT OR REPLACE INTO setting VALUES ('places', ?)", JSON.stringify(places));
  changes.record({ type: 'settings-changed', settings: 'places' });
}
