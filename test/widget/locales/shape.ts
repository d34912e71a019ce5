/** Each text by its path, with what it is: a sentence, or a function of so many things. */
export function shapeOf(texts: object): string[] {
  return entriesOf(texts, '')
    .map(([path, kind]) => `${path}: ${kind}`)
    .sort();
}

function entriesOf(texts: object, under: string): [path: string, kind: string][] {
  return Object.entries(texts).flatMap(([key, text]: [string, unknown]) => {
    if (typeof text === 'object' && text !== null) return entriesOf(text, `${under}${key}.`);
    const kind = typeof text === 'function' ? `function of ${text.length}` : typeof text;
    return [[`${under}${key}`, kind] satisfies [string, string]];
  });
}
