/** Writes a value as JavaScript, Python, PHP or JSON, as a person would: short parts stay on one line. */

export interface Notation {
  indent: number;
  /** Brackets of an object and of a list. */
  object: readonly [open: string, close: string];
  list: readonly [open: string, close: string];
  /** Whether there are spaces inside the brackets of an object on one line. */
  isSpaced: boolean;
  hasTrailingComma: boolean;
  key(name: string): string;
  text(value: string): string;
  constant(value: boolean | null): string;
}

const maxWidth = 76;
/** What stands for an id, such as `FIELD_ID`, is quoted: the id in its place may be no name. */
const isName = (name: string) => /^[A-Za-z_$][\w$]*$/.test(name) && !/^[A-Z_]+_ID$/.test(name);
const single = (value: string) => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

export const json: Notation = {
  indent: 2,
  object: ['{', '}'],
  list: ['[', ']'],
  isSpaced: true,
  hasTrailingComma: false,
  key: (name) => `${JSON.stringify(name)}: `,
  text: (value) => JSON.stringify(value),
  constant: String,
};

export const javascript: Notation = {
  ...json,
  hasTrailingComma: true,
  key: (name) => `${isName(name) ? name : single(name)}: `,
  text: single,
};

export const python: Notation = {
  ...json,
  indent: 4,
  isSpaced: false,
  hasTrailingComma: true,
  constant: (value) => (value === null ? 'None' : value ? 'True' : 'False'),
};

export const php: Notation = {
  ...json,
  indent: 4,
  object: ['[', ']'],
  isSpaced: false,
  hasTrailingComma: true,
  key: (name) => `${single(name)} => `,
  text: single,
};

/** `column` is the indentation of the value; `used` counts the characters before it on its first line. */
export function literal(value: unknown, notation: Notation, column = 0, used = column): string {
  const line = inline(value, notation);
  if (used + line.length <= maxWidth || !isCompound(value)) return line;
  const inner = column + notation.indent;
  const pad = ' '.repeat(inner);
  const [open, close] = Array.isArray(value) ? notation.list : notation.object;
  const rows = Array.isArray(value)
    ? value.map((one) => `${pad}${literal(one, notation, inner)}`)
    : Object.entries(value).map(([name, one]) => {
        const key = notation.key(name);
        return `${pad}${key}${literal(one, notation, inner, inner + key.length + 1)}`;
      });
  const comma = notation.hasTrailingComma ? ',' : '';
  return `${open}\n${rows.join(',\n')}${comma}\n${' '.repeat(column)}${close}`;
}

function inline(value: unknown, notation: Notation): string {
  if (typeof value === 'string') return notation.text(value);
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean' || value === null) return notation.constant(value);
  if (Array.isArray(value)) {
    const [open, close] = notation.list;
    return `${open}${value.map((one) => inline(one, notation)).join(', ')}${close}`;
  }
  const entries = Object.entries(Object(value));
  const [open, close] = notation.object;
  // An empty list and an empty object are the same in PHP, and JSON would have a list.
  if (entries.length === 0) return notation === php ? 'new stdClass()' : `${open}${close}`;
  const space = notation.isSpaced ? ' ' : '';
  const parts = entries.map(([name, one]) => `${notation.key(name)}${inline(one, notation)}`);
  return `${open}${space}${parts.join(', ')}${space}${close}`;
}

function isCompound(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
