/** Names to address a customer by. A phone number in place of a name does not count. */
import type { Contact } from '../../../worker/api/conversations/conversations.ts';

const titles =
  /^(dr|prof|mr|mrs|ms|miss|mx|sir|dame|rev|fr|hr|herr|frau|hrn|sr|sra|srta|don|doña|m|mme|mlle|dra|eng|ing|mag|dipl-ing|shri|smt|pak|bu|ibu|bapak|د|السيد|السيدة|श्री|श्रीमती)\.?$/iu;

/** Null if no name is known. */
export function nameOf({ name, phone, username, userId }: Contact): string | null {
  const standIns = [phone && `+${phone}`, username && `@${username}`, userId, 'Customer'];
  return standIns.includes(name) || !/\p{L}/u.test(name) ? null : name;
}

/** Null if the name does not reveal one: a title before a surname, initials, a sign. */
export function firstNameOf(contact: Contact): string | null {
  const words =
    nameOf(contact)
      ?.split(/\s+/)
      .filter((word) => /\p{L}/u.test(word)) ?? [];
  // "Lovelace, Ada" says the surname first.
  const [first = '', second] = words;
  const isTurned = first.endsWith(',') && second !== undefined;
  const named = isTurned ? words.slice(1) : words;
  const untitled = named.filter((word) => !titles.test(word));
  // A single word after a title is a surname.
  if (untitled.length < named.length && untitled.length < 2) return null;
  const [found = ''] = untitled;
  const bare = found.replace(/^[^\p{L}]+|[^\p{L}\p{M}'’]+$/gu, '');
  const isInitial = /^\p{L}\.?$/u.test(found) && !/^[\p{Lo}]$/u.test(found);
  return bare === '' || isInitial ? null : bare;
}

/** What tells two customers of one name apart. */
export function idText({ phone, username, userId }: Contact): string {
  if (phone !== null) return `+${phone}`;
  return username === null ? (userId ?? '') : `@${username}`;
}
