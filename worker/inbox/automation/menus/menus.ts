/** The menus of a number, in memory. */
import type { Menu, NewMenu } from '../../../api/automation/menus.ts';
import { ApiError } from '../../../errors.ts';
import { namesWithout, putMenu, type StoredMenu, storedMenus } from '../../records/menu-rows.ts';

const maxMenus = 50;

export class Menus {
  #sql: SqlStorage;
  #known: readonly StoredMenu[] | null = null;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  list(): Menu[] {
    return this.#menus.map(menuOf);
  }

  get(id: string): StoredMenu | null {
    return this.#menus.find((menu) => menu.id === id) ?? null;
  }

  require(id: string): StoredMenu {
    const menu = this.get(id);
    if (menu) return menu;
    throw new ApiError(404, 'menu_not_found', 'There is no menu with this id. It may have been deleted.');
  }

  /** Creates a menu, or changes it. Call it in a transaction. */
  put(stored: StoredMenu): Menu {
    if (!this.get(stored.id) && this.#menus.length >= maxMenus) {
      throw new ApiError(409, 'too_many_menus', 'There are already fifty menus. Delete one first.');
    }
    putMenu(this.#sql, stored);
    this.#known = null;
    return menuOf(stored);
  }

  /** Menus that start this one, by name. */
  startersOf(id: string): string[] {
    return this.#menus
      .filter(
        (menu) =>
          menu.id !== id &&
          actionsOf(menu.menu).some((action) => action.type === 'menu' && action.menu === id),
      )
      .map(({ menu }) => menu.name);
  }

  remove(id: string): Menu {
    const menu = menuOf(this.require(id));
    this.#sql.exec('DELETE FROM menu WHERE id = ?', id);
    this.#known = null;
    return menu;
  }

  /** A label was deleted, or an agent has left: actions with them do nothing from now on. */
  forget(gone: { label: string } | { person: string }): void {
    for (const { id, menu, names } of this.#menus) {
      const left = namesWithout(names, gone);
      if (left.labels.length + left.people.length === names.labels.length + names.people.length) continue;
      putMenu(this.#sql, { id, menu, names: left });
    }
    this.#known = null;
  }

  get #menus(): readonly StoredMenu[] {
    this.#known ??= storedMenus(this.#sql);
    return this.#known;
  }
}

export function actionsOf({ questions }: NewMenu) {
  return questions.flatMap(({ options }) => options.flatMap(({ actions }) => actions));
}

function menuOf({ id, menu }: StoredMenu): Menu {
  return { id, ...menu };
}
