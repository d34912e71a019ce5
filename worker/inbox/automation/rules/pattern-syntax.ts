/**
 * The patterns that rules may have: the part of regular expressions that can be searched for in linear time. A pattern is
 * parsed into a tree here, and run by `pattern.ts`.
 */
import { foldSaid } from './said.ts';

export type PatternNode =
  /** One character for which this holds. `literal`: only this one. */
  | { type: 'one'; holds: (character: string) => boolean; literal?: string }
  | { type: 'start' | 'end' }
  | { type: 'edge'; isWanted: boolean }
  | { type: 'sequence'; nodes: readonly PatternNode[] }
  | { type: 'choice'; nodes: readonly PatternNode[] }
  | { type: 'repeat'; node: PatternNode; min: number; max: number };

/** Why a pattern cannot be used. `at` counts its characters from 1. */
export class PatternFault extends Error {
  override name = 'PatternFault';
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

const maxRepeat = 100;
const maxDepth = 20;
/** A range between letters of a script is small. */
const maxRange = 1_000;

const isDigit = (character: string) => /\p{Nd}/u.test(character);
const isSpace = (character: string) => /\s/u.test(character);
export const isWordCharacter = (character: string) => /[\p{L}\p{M}\p{N}_]/u.test(character);

const kinds: Readonly<Record<string, (character: string) => boolean>> = {
  d: isDigit,
  s: isSpace,
  w: isWordCharacter,
};

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

export function parsePattern(pattern: string): PatternNode {
  const parser = new Parser(pattern);
  return parser.whole();
}

class Parser {
  #characters: readonly string[];
  #at = 0;
  #depth = 0;

  constructor(pattern: string) {
    this.#characters = [...pattern.normalize('NFC')];
  }

  whole(): PatternNode {
    const node = this.#choice();
    if (this.#peek() === ')') this.#fault('This ) closes nothing.');
    return node;
  }

  #choice(): PatternNode {
    const nodes = [this.#sequence()];
    while (this.#take('|')) nodes.push(this.#sequence());
    return nodes.length === 1 && nodes[0] ? nodes[0] : { type: 'choice', nodes };
  }

  #sequence(): PatternNode {
    const nodes: PatternNode[] = [];
    for (let next = this.#peek(); next !== undefined && next !== '|' && next !== ')'; next = this.#peek()) {
      nodes.push(this.#repeated(this.#one()));
    }
    return { type: 'sequence', nodes };
  }

  #one(): PatternNode {
    const next = this.#next();
    switch (next) {
      case '^':
        return { type: 'start' };
      case '$':
        return { type: 'end' };
      case '.':
        return { type: 'one', holds: (character) => character !== '\n' };
      case '(':
        return this.#group();
      case '[':
        return this.#set();
      case '\\':
        return this.#escaped();
      case '*':
      case '+':
      case '?':
        return this.#fault(`There is nothing before ${next} that can be repeated.`, 1);
      default:
        return literal(next);
    }
  }

  #group(): PatternNode {
    if (this.#take('?') && !this.#take(':')) {
      return this.#fault('Only plain groups and (?:…) are possible, nothing else that begins with (?.');
    }
    this.#depth += 1;
    if (this.#depth > maxDepth) return this.#fault('There are too many groups inside each other.');
    const node = this.#choice();
    if (!this.#take(')')) return this.#fault('A ) is missing.');
    this.#depth -= 1;
    return node;
  }

  #escaped(): PatternNode {
    const next = this.#next();
    if (next === 'b' || next === 'B') return { type: 'edge', isWanted: next === 'b' };
    const kind = kindOf(next);
    if (kind) return { type: 'one', holds: kind };
    return literal(this.#plain(next));
  }

  /** A character after a backslash that stands for itself, or for a break. */
  #plain(next: string): string {
    const known = escapes[next];
    if (known !== undefined) return known;
    if (/[\p{L}\p{N}]/u.test(next)) this.#fault(`\\${next} is not possible here.`, 1);
    return next;
  }

  #set(): PatternNode {
    const isNot = this.#take('^');
    const parts: ((character: string) => boolean)[] = [];
    const known = new Set<string>();
    for (let isFirst = true; isFirst || this.#peek() !== ']'; isFirst = false) {
      if (this.#peek() === undefined) return this.#fault('A ] is missing.');
      const from = this.#member();
      if (typeof from !== 'string') {
        parts.push(from);
        continue;
      }
      const isRange = this.#peek() === '-' && this.#peek(1) !== ']' && this.#peek(1) !== undefined;
      if (!isRange) {
        for (const character of foldSaid(from)) known.add(character);
        continue;
      }
      this.#next();
      const to = this.#member();
      if (typeof to !== 'string') return this.#fault('A range needs a character at both ends.');
      this.#addRange(known, from, to);
    }
    this.#next();
    const holds = (character: string) => known.has(character) || parts.some((part) => part(character));
    return { type: 'one', holds: isNot ? (character) => !holds(character) : holds };
  }

  #member(): string | ((character: string) => boolean) {
    const next = this.#next();
    if (next !== '\\') return next;
    const escaped = this.#next();
    return kindOf(escaped) ?? this.#plain(escaped);
  }

  #addRange(known: Set<string>, from: string, to: string): void {
    const [first, last] = [from.codePointAt(0) ?? 0, to.codePointAt(0) ?? 0];
    if (last < first || last - first > maxRange) {
      this.#fault('This range is the wrong way round, or too large.');
    }
    for (let code = first; code <= last; code += 1) {
      for (const character of foldSaid(String.fromCodePoint(code))) known.add(character);
    }
  }

  #repeated(node: PatternNode): PatternNode {
    let repeated = node;
    for (let count = this.#count(); count; count = this.#count()) {
      if (repeated.type === 'repeat') this.#fault('Only one of * + ? {…} can follow.');
      repeated = { type: 'repeat', node, ...count };
      // Whether the shortest or the longest is found makes no difference here.
      this.#take('?');
    }
    return repeated;
  }

  #count(): { min: number; max: number } | null {
    if (this.#take('*')) return { min: 0, max: Number.POSITIVE_INFINITY };
    if (this.#take('+')) return { min: 1, max: Number.POSITIVE_INFINITY };
    if (this.#take('?')) return { min: 0, max: 1 };
    const rest = this.#characters.slice(this.#at, this.#at + 9).join('');
    const found = /^\{(\d{1,3})(,(\d{0,3}))?\}/.exec(rest);
    if (!found) return null;
    this.#at += found[0].length;
    const min = Number(found[1]);
    const max = found[2] === undefined ? min : found[3] ? Number(found[3]) : Number.POSITIVE_INFINITY;
    const isTooMany = min > maxRepeat || (Number.isFinite(max) && max > maxRepeat);
    if (isTooMany || max < min) this.#fault(`Repeat at most ${maxRepeat} times, and from fewer to more.`);
    return { min, max };
  }

  #peek(ahead = 0): string | undefined {
    return this.#characters[this.#at + ahead];
  }

  #next(): string {
    const next = this.#characters[this.#at];
    if (next === undefined) return this.#fault('The pattern ends too early.');
    this.#at += 1;
    return next;
  }

  #take(wanted: string): boolean {
    if (this.#peek() !== wanted) return false;
    this.#at += 1;
    return true;
  }

  #fault(message: string, back = 0): never {
    throw new PatternFault(message, Math.min(this.#at + 1 - back, this.#characters.length));
  }
}

/** A letter can have several when it is folded, such as ß. */
function literal(character: string): PatternNode {
  const nodes = [...foldSaid(character)].map(
    (wanted): PatternNode => ({ type: 'one', holds: (given) => given === wanted, literal: wanted }),
  );
  return nodes.length === 1 && nodes[0] ? nodes[0] : { type: 'sequence', nodes };
}

function kindOf(letter: string): ((character: string) => boolean) | null {
  const kind = kinds[letter.toLowerCase()];
  if (!kind) return null;
  return letter === letter.toLowerCase() ? kind : (character) => !kind(character);
}
