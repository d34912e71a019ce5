/**
 * Reads the HTML of a clipboard. The browser's own parser is closed to pages with trusted types, as ours is, and nothing
 * of this becomes HTML again: only its text and a few of its formats are wanted.
 */
export type HtmlToken =
  | { type: 'text'; text: string }
  | { type: 'open'; name: string; attributes: ReadonlyMap<string, string> }
  | { type: 'close'; name: string };

/** Their content is no text. */
const skipped = new Set(['script', 'style', 'title', 'template', 'noscript', 'svg', 'xml']);

const tag = /<!--[\s\S]*?-->|<![^>]*>|<\?[^>]*>|<(\/?)([a-zA-Z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/g;
const attribute = /([^\s=/"'>]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?/g;

export function htmlTokens(markup: string): HtmlToken[] {
  const tokens: HtmlToken[] = [];
  let at = 0;
  let skipping: string | null = null;
  const say = (text: string) => {
    if (skipping === null && text !== '') tokens.push({ type: 'text', text: decodeEntities(text) });
  };
  for (const { 0: whole, index, 1: slash, 2: written, 3: rest = '' } of markup.matchAll(tag)) {
    say(markup.slice(at, index));
    at = index + whole.length;
    if (written === undefined) continue;
    const name = written.toLowerCase();
    if (slash === '/') {
      if (skipping === name) skipping = null;
      else if (skipping === null) tokens.push({ type: 'close', name });
      continue;
    }
    if (skipping !== null) continue;
    if (skipped.has(name)) {
      if (!rest.endsWith('/')) skipping = name;
      continue;
    }
    tokens.push({ type: 'open', name, attributes: attributesIn(rest) });
  }
  say(markup.slice(at));
  return tokens;
}

function attributesIn(text: string): ReadonlyMap<string, string> {
  const pairs = Array.from(text.matchAll(attribute), ([, name = '', value = '']): [string, string] => {
    const isQuoted = /^["']/.test(value);
    return [name.toLowerCase(), decodeEntities(isQuoted ? value.slice(1, -1) : value)];
  });
  return new Map(pairs);
}

/** Those that programs write into a clipboard. Any other is a number, or stays as it is. */
const entities: Readonly<Record<string, string>> = {
  amp: '&',
  apos: "'",
  bull: '•',
  copy: '©',
  euro: '€',
  gt: '>',
  hellip: '…',
  laquo: '«',
  ldquo: '“',
  lsquo: '‘',
  lt: '<',
  mdash: '—',
  middot: '·',
  nbsp: '\u00a0',
  ndash: '–',
  quot: '"',
  raquo: '»',
  rdquo: '”',
  reg: '®',
  rsquo: '’',
  times: '×',
  trade: '™',
};

function decodeEntities(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi, (whole, hex, decimal, name) => {
    if (typeof name === 'string') return entities[name.toLowerCase()] ?? whole;
    const code = typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
      ? String.fromCodePoint(code)
      : whole;
  });
}
