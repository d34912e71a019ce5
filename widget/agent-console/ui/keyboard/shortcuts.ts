/** Which keys do what. They count only while the focus is in the console, or on a page that is all its own. */
import { isOfInputMethod } from '../../../client/browser/input-method.ts';

import { isTypedInto } from './plain-keys.ts';

export type Command =
  | 'commands'
  | 'sheet'
  | 'search'
  | 'find'
  | 'next'
  | 'previous'
  | 'reply'
  | 'quote'
  | 'suggestion'
  | 'attach'
  | 'list'
  | 'note'
  | 'choose'
  | ConversationCommand
  | 'undo'
  | 'settings'
  | 'analytics';

/** Commands for the selected conversations, or else for the open one. */
export type ConversationCommand = 'resolve' | 'assign' | 'assignTo' | 'label' | 'snooze' | 'unread';

/**
 * For each command its keys: one such as `j`, or with modifiers as in `Mod+k` and `Alt+ArrowDown`, where `Mod` is ⌘ on
 * a Mac and Ctrl elsewhere. Several are separated by a space; an empty text switches the command's keys off.
 */
export type Shortcuts = Readonly<Partial<Record<Command, string>>>;

export const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

/** With Alt it also works while something is typed. On a Mac, Alt and a letter type a character, such as € or å. */
function withAlt(key: string, typed = key): string {
  return isMac ? key : `${key} Alt+${typed}`;
}

export const usualShortcuts: Readonly<Record<Command, string>> = {
  commands: 'Mod+k',
  sheet: '?',
  search: '/',
  find: 'Mod+f',
  next: 'j Alt+j',
  previous: 'k Alt+k',
  reply: 'r Alt+l',
  quote: 'q',
  suggestion: withAlt('y'),
  attach: 'Mod+Alt+a',
  list: 'Escape',
  note: 'n',
  resolve: withAlt('e'),
  assign: withAlt('m'),
  assignTo: withAlt('a'),
  label: withAlt('l', 't'),
  snooze: withAlt('s'),
  unread: 'u',
  choose: 'x',
  undo: 'z',
  settings: 'g',
  analytics: 'i',
};

/** What this press means; null: nothing of ours, or it is part of what is being typed. */
export function commandOf(event: KeyboardEvent, own: Shortcuts): Command | null {
  // It belongs to an input method, whose keys Safari tells by code 229 only, or the third level of a keyboard.
  if (isOfInputMethod(event) || event.getModifierState('AltGraph')) return null;
  if (event.defaultPrevented) return null;
  const path = event.composedPath();
  // A dialog handles its own keys. A closed one keeps the focus until the next frame.
  if (path.some((target) => target instanceof HTMLDialogElement && target.open)) return null;
  const isPlain = !(isMac ? event.metaKey : event.ctrlKey) && !event.altKey;
  // Escape types nothing: it leads out of the field.
  if (isPlain && event.key !== 'Escape' && isTypedInto(path[0])) return null;
  for (const [command, keys] of entriesOf({ ...usualShortcuts, ...own })) {
    if (keys.split(' ').some((key) => isPressed(key, event))) return command;
  }
  return null;
}

/** As they stand on the keyboard, for people. */
export function keysText(keys: string): readonly string[] {
  return keys
    .split(' ')
    .filter((key) => key !== '')
    .map((key) =>
      key
        .split('+')
        .map(
          (part) => (isMac ? macNames[part] : names[part]) ?? (part.length === 1 ? part.toUpperCase() : part),
        )
        .join(isMac ? ' ' : ' + '),
    );
}

const names: Partial<Record<string, string>> = { Mod: 'Ctrl', Escape: 'Esc' };
const macNames: Partial<Record<string, string>> = { Mod: '⌘', Alt: '⌥', Escape: 'Esc' };

function isPressed(keys: string, event: KeyboardEvent): boolean {
  const parts = keys.split('+');
  const key = parts.at(-1) ?? '';
  if (key === '') return false;
  const hasMod = isMac ? event.metaKey : event.ctrlKey;
  const hasOther = isMac ? event.ctrlKey : event.metaKey;
  if (hasOther || hasMod !== parts.includes('Mod') || event.altKey !== parts.includes('Alt')) return false;
  if (event.key === key) return true;
  // On a keyboard of another script, and with Alt on a Mac, a key types something else than its place says.
  const isLatin = /^[a-z]$/i.test(event.key) && !event.altKey;
  if (isLatin) return !event.shiftKey && event.key.toLowerCase() === key.toLowerCase();
  return !event.shiftKey && event.code === `Key${key.toUpperCase()}`;
}

function entriesOf(shortcuts: Readonly<Record<Command, string>>): [Command, string][] {
  return Object.entries(shortcuts).flatMap(([command, keys]): [Command, string][] =>
    isCommand(command) ? [[command, keys]] : [],
  );
}

export function isCommand(text: string): text is Command {
  return text in usualShortcuts;
}
