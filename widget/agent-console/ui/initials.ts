/** One or two letters that stand for a name. */
export function initials(name: string): string {
  const letters = name.match(/\p{L}/gu) ?? [];
  const words = name.split(/\s+/).flatMap((word) => word.match(/\p{L}/u)?.[0] ?? []);
  return ((words.length > 1 ? `${words[0]}${words.at(-1)}` : letters[0]) ?? '#').toUpperCase();
}
