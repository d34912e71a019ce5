/** A JSON string, which repairs leave unchanged. */
const string = '"(?:[^"\\\\]|\\\\.)*"';

/** Repairs for JSON that was written by hand or pasted from an editor, the most common first. */
const repairs: readonly ((text: string) => string)[] = [
  (text) => text.replace(/^\s*<!--|-->\s*$|^\uFEFF|[\u200b\u2060]/g, ''),
  (text) => replaceOutsideStrings(text, ',(?=\\s*[}\\]])', () => ''),
  (text) => replaceOutsideStrings(text, '\\/\\/[^\\n]*|\\/\\*[^]*?\\*\\/', () => ''),
  (text) => replaceOutsideStrings(text, ',(?=\\s*[}\\]])', () => ''),
  (text) => text.replace(/\u00a0/g, ' '),
  (text) => text.replace(/&quot;|&#0?34;/g, '"'),
  (text) => text.replace(/[“”„‟″‶＂]/g, '"'),
  (text) =>
    replaceOutsideStrings(text, "'(?:[^'\\\\]|\\\\.)*'", (found) =>
      JSON.stringify(found.slice(1, -1).replaceAll("\\'", "'")),
    ),
  (text) => replaceOutsideStrings(text, '[A-Za-z_]\\w*(?=\\s*:)', (name) => `"${name}"`),
  (text) =>
    text.replace(new RegExp(string, 'g'), (found) => found.replace(/\r?\n/g, '\\n').replace(/\t/g, '\\t')),
];

/** Repairs malformed JSON; null if that is not possible. */
export function repairJson(text: string): object | null {
  let repaired = text;
  for (const step of repairs) {
    repaired = step(repaired);
    try {
      const value: unknown = JSON.parse(repaired);
      return typeof value === 'object' ? value : null;
    } catch {
      // More repairs are needed.
    }
  }
  return null;
}

/** Replaces matches that are not in a string. */
function replaceOutsideStrings(text: string, pattern: string, change: (found: string) => string): string {
  return text.replace(
    new RegExp(`(${string})|${pattern}`, 'g'),
    (found, inside?: string) => inside ?? change(found),
  );
}
