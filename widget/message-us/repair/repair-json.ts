/** A string in JSON, which every repair passes over. */
const string = '"(?:[^"\\\\]|\\\\.)*"';

/** What breaks JSON that was written by hand or pasted through an editor, from the likeliest on. */
const repairs: readonly ((text: string) => string)[] = [
  (text) => text.replace(/^\s*<!--|-->\s*$|^\uFEFF|[\u200b\u2060]/g, ''),
  (text) => outside(text, ',(?=\\s*[}\\]])', () => ''),
  (text) => outside(text, '\\/\\/[^\\n]*|\\/\\*[^]*?\\*\\/', () => ''),
  (text) => outside(text, ',(?=\\s*[}\\]])', () => ''),
  (text) => text.replace(/\u00a0/g, ' '),
  (text) => text.replace(/&quot;|&#0?34;/g, '"'),
  (text) => text.replace(/[“”„‟″‶＂]/g, '"'),
  (text) =>
    outside(text, "'(?:[^'\\\\]|\\\\.)*'", (found) =>
      JSON.stringify(found.slice(1, -1).replaceAll("\\'", "'")),
    ),
  (text) => outside(text, '[A-Za-z_]\\w*(?=\\s*:)', (name) => `"${name}"`),
  (text) =>
    text.replace(new RegExp(string, 'g'), (found) => found.replace(/\r?\n/g, '\\n').replace(/\t/g, '\\t')),
];

/** The object that malformed JSON was meant to be; null when there is no telling. */
export function repairJson(text: string): object | null {
  let repaired = text;
  for (const step of repairs) {
    repaired = step(repaired);
    try {
      const value: unknown = JSON.parse(repaired);
      return typeof value === 'object' ? value : null;
    } catch {
      // The next repair may be the one that is missing.
    }
  }
  return null;
}

function outside(text: string, pattern: string, change: (found: string) => string): string {
  return text.replace(
    new RegExp(`(${string})|${pattern}`, 'g'),
    (found, inside?: string) => inside ?? change(found),
  );
}
