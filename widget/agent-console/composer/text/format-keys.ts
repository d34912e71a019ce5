/** The keys of each format. They are those of other inboxes, and cannot be changed. */
import { isMac } from '../../ui/keyboard/shortcuts.ts';
import type { FormatMark } from './format-marks.ts';

export const formatKeys: readonly (readonly [mark: FormatMark, keys: string])[] = [
  ['bold', 'Mod+b'],
  ['italic', 'Mod+i'],
  ['strike', 'Mod+Shift+x'],
  ['mono', 'Mod+Shift+c'],
  ['numbers', 'Mod+Shift+7'],
  ['list', 'Mod+Shift+8'],
  ['quote', 'Mod+Shift+9'],
];

/** The format that these keys mean. With Shift, a digit types another character, so its place on the keyboard counts. */
export function formatOf(event: KeyboardEvent): FormatMark | null {
  const hasMod = isMac ? event.metaKey : event.ctrlKey;
  const hasOther = isMac ? event.ctrlKey : event.metaKey;
  if (!hasMod || hasOther || event.altKey) return null;
  for (const [mark, keys] of formatKeys) {
    const key = keys.at(-1) ?? '';
    const code = /\d/.test(key) ? `Digit${key}` : `Key${key.toUpperCase()}`;
    const isKey = /^[a-z]$/i.test(event.key) ? event.key.toLowerCase() === key : event.code === code;
    if (isKey && event.shiftKey === keys.includes('Shift')) return mark;
  }
  return null;
}
