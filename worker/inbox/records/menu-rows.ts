/** The rows of menus. */
import { type NewMenu, newMenu } from '../../api/automation/menus.ts';
import { storedJson } from '../../stored-json.ts';
import { type KnownNames, knownNames } from './rule-rows.ts';

export interface StoredMenu {
  id: string;
  menu: NewMenu;
  names: KnownNames;
}

/** By name. */
export function storedMenus(sql: SqlStorage): StoredMenu[] {
  return sql
    .exec<{ id: string; body: string; names: string }>(
      "SELECT id, body, names FROM menu ORDER BY body ->> 'name', id",
    )
    .toArray()
    .flatMap(({ id, body, names }) => {
      const menu = storedJson(newMenu, body);
      return menu ? [{ id, menu, names: storedJson(knownNames, names) ?? { labels: [], people: [] } }] : [];
    });
}

export function putMenu(sql: SqlStorage, { id, menu, names }: StoredMenu): void {
  sql.exec('INSERT OR REPLACE INTO menu VALUES (?, ?, ?)', id, JSON.stringify(menu), JSON.stringify(names));
}

/** A label was deleted, or an agent has left. */
export function namesWithout(names: KnownNames, gone: { label: string } | { person: string }): KnownNames {
  return {
    labels: names.labels.filter(({ id }) => !('label' in gone) || id !== gone.label),
    people: names.people.filter(({ id }) => !('person' in gone) || id !== gone.person),
  };
}
