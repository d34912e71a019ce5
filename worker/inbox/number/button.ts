/** The settings of this number's button, for pages that load them, and the pictures in them. */
import * as v from 'valibot';
import { type ButtonDesign, type ButtonSettings, buttonDesign } from '../../api/numbers/button.ts';
import type { ChangeLog } from '../records/changes/change-log.ts';
import { hoursOf } from './hours.ts';

export function buttonOf(sql: SqlStorage): ButtonDesign {
  const [row] = sql.exec<{ value: string }>("SELECT value FROM setting WHERE name = 'button'").toArray();
  return row ? v.parse(buttonDesign, JSON.parse(row.value)) : {};
}

/** The data that a page loads: the design, and the hours of the number. Hours alone open no card. */
export function publicButton(sql: SqlStorage): ButtonSettings {
  const design = buttonOf(sql);
  const hours = hoursOf(sql);
  const { card, agents, greeting, consent } = design;
  if (!hours) return design;
  return { ...design, hours, card: card ?? (agents ?? greeting ?? consent) !== undefined };
}

export function changeButton(sql: SqlStorage, changes: ChangeLog, design: ButtonDesign): ButtonDesign {
  const text = JSON.stringify(design);
  sql.exec("INSERT OR REPLACE INTO setting VALUES ('button', ?)", text);
  const names = sql.exec<{ name: string }>("SELECT name FROM setting WHERE name GLOB 'picture:*'").toArray();
  for (const { name } of names)
    if (!text.includes(name.slice('picture:'.length))) sql.exec('DELETE FROM setting WHERE name = ?', name);
  changes.record({ type: 'settings-changed', settings: 'button' });
  return design;
}

const storedPicture = v.object({ type: v.string(), base64: v.string() });
export type StoredPicture = v.InferOutput<typeof storedPicture>;

/** Pictures are settings, so they stay when conversations are erased. `id` is a hash of the picture. */
export function addPicture(sql: SqlStorage, id: string, picture: StoredPicture): void {
  sql.exec('INSERT OR REPLACE INTO setting VALUES (?, ?)', `picture:${id}`, JSON.stringify(picture));
}

export function pictureOf(sql: SqlStorage, id: string): StoredPicture | null {
  const name = `picture:${id}`;
  const [row] = sql.exec<{ value: string }>('SELECT value FROM setting WHERE name = ?', name).toArray();
  return row ? v.parse(storedPicture, JSON.parse(row.value)) : null;
}
