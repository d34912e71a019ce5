import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../../../../worker/inbox/automation/rules/pattern.ts';
import {
  isWordCharacter,
  PatternFault,
  type PatternNode,
  parsePattern,
} from '../../../../../worker/inbox/automation/rules/pattern-syntax.ts';
import { foldSaid } from '../../../../../worker/inbox/automation/rules/said.ts';

const isIn = (pattern: string, text: string) => compilePattern(pattern).isIn(foldSaid(text));

function faultOf(pattern: string): string | null {
  try {
    compilePattern(pattern);
    return null;
  } catch (error) {
    if (error instanceof PatternFault) return error.message;
    throw error;
  }
}

const atom = fc.constantFrom(
  'a',
  'b',
  '.',
  '[ab]',
  '[^a]',
  '\\w',
  '\\d',
  '(?:ab|b)',
  '(a|)',
  '^',
  '$',
  '\\b',
);
const count = fc.constantFrom('', '', '*', '+', '?', '{2}', '{0,2}', '{1,}');
const piece = fc
  .tuple(atom, count)
  .map(([one, times]) => (/^(\^|\$|\\b)$/.test(one) ? one : `${one}${times}`));
const sequence = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(''));
const patterns = fc.array(sequence, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('|'));
const text = fc.string({ unit: fc.constantFrom('a', 'b', '1', ' '), maxLength: 8 });

const everyPlace = (said: string) => new Set(Array.from({ length: said.length + 1 }, (_, at) => at));

/** Where matches that begin at these places can end: read from the tree, without any states. */
function endsOf(node: PatternNode, said: readonly string[], from: ReadonlySet<number>): Set<number> {
  const isWord = (at: number) => isWordCharacter(said[at] ?? ' ');
  const where = (holds: (at: number) => boolean) => new Set([...from].filter(holds));
  switch (node.type) {
    case 'one':
      return new Set([...where((at) => said[at] !== undefined && node.holds(said[at]))].map((at) => at + 1));
    case 'start':
      return where((at) => at === 0);
    case 'end':
      return where((at) => at === said.length);
    case 'edge':
      return where((at) => (isWord(at - 1) !== isWord(at)) === node.isWanted);
    case 'sequence':
      return node.nodes.reduce((places, part) => endsOf(part, said, places), new Set(from));
    case 'choice':
      return new Set(node.nodes.flatMap((part) => [...endsOf(part, said, from)]));
    case 'repeat': {
      let places = new Set(from);
      for (let times = 0; times < node.min; times += 1) places = endsOf(node.node, said, places);
      const all = new Set(places);
      // More rounds than the text has characters reach nothing new.
      for (let times = node.min; times < Math.min(node.max, node.min + said.length + 1); times += 1) {
        places = endsOf(node.node, said, places);
        for (const at of places) all.add(at);
      }
      return all;
    }
  }
}

describe('a pattern', () => {
  it.each([
    ['order\\s*#?\\d{4,6}', 'Where is my ORDER #12345?', true],
    ['order\\s*#?\\d{4,6}', 'I want to order 3 lamps', false],
    ['^(hi|hello)\\b', 'Hello there', true],
    ['^(hi|hello)\\b', 'Hellooo', false],
    ['^(hi|hello)\\b', 'Oh, hello', false],
    ['refund$', 'I want a refund', true],
    ['refund$', 'refund please', false],
    ['colou?r', 'Which COLOR?', true],
    ['[^a-z]', 'abc', false],
    ['[^a-z]', 'abc1', true],
    ['[a-f]{3}', 'xxdefxx', true],
    ['straße', 'STRASSE', true],
    ['arret', 'Arrêt', true],
    ['بكم', 'السلام عليكم، بكم هذا؟', true],
    ['(?:preis|kosten).*lampe', 'Was kosten die Lampen?', true],
    ['👍', '👍🏽', true],
    ['a{0}b', 'b', true],
    ['^$', '', true],
    ['a.c', 'a\nc', false],
    ['x{2,}', 'axxxb', true],
    ['\\.', 'a.b', true],
    ['\\.', 'ab', false],
  ])('%s in “%s”: %s', (pattern, text, expected) => {
    expect(isIn(pattern, text)).toBe(expected);
  });

  it.each([
    ['(abc', 'A ) is missing.'],
    ['abc)', 'This ) closes nothing.'],
    ['[abc', 'A ] is missing.'],
    ['*a', 'There is nothing before * that can be repeated.'],
    ['a**', 'Only one of * + ? {…} can follow.'],
    ['(?=a)', 'Only plain groups and (?:…) are possible, nothing else that begins with (?.'],
    ['(?<name>a)', 'Only plain groups and (?:…) are possible, nothing else that begins with (?.'],
    ['(a)\\1', '\\1 is not possible here.'],
    ['a{5,2}', 'Repeat at most 100 times, and from fewer to more.'],
    ['a{999}', 'Repeat at most 100 times, and from fewer to more.'],
    ['[z-a]', 'This range is the wrong way round, or too large.'],
    ['((a{50}){50})', 'The pattern is too large. Shorten it, or repeat less in it.'],
    ['a\\', 'The pattern ends too early.'],
  ])('%s cannot be used: %s', (pattern, message) => {
    expect(faultOf(pattern)).toBe(message);
  });

  it('finds the same as the regular expressions of JavaScript', () => {
    fc.assert(
      fc.property(patterns, text, (source, said) => {
        expect(compilePattern(source).isIn(said)).toBe(new RegExp(source).test(said));
      }),
      { numRuns: 2_000 },
    );
  });

  it('finds the same with all that it remembers from other messages as without', () => {
    const max = fc.constantFrom(1, 5, 20, undefined);
    fc.assert(
      fc.property(patterns, fc.array(text, { maxLength: 8 }), max, (source, messages, maxRemembered) => {
        const [used, plain] = [compilePattern(source, maxRemembered), () => compilePattern(source, 0)];
        for (const said of messages) {
          const isFound = used.isIn(said);
          expect(isFound).toBe(plain().isIn(said));
          expect(isFound).toBe(endsOf(parsePattern(source), [...said], everyPlace(said)).size > 0);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('finds the same after it has met more characters than it remembers', () => {
    const pattern = compilePattern('\\b\\w{2}[一-三]$');
    const many = String.fromCodePoint(...Array.from({ length: 900 }, (_, index) => 0x4e00 + index));
    for (let round = 0; round < 3; round += 1) {
      expect(pattern.isIn(`${many} ab一`)).toBe(true);
      expect(pattern.isIn(`${many}ab一`)).toBe(false);
      expect(pattern.isIn(`ab一${many}`)).toBe(false);
    }
  });

  it('takes no longer where others try every way', () => {
    const began = performance.now();
    expect(isIn('(a+)+$', `${'a'.repeat(900)}b`)).toBe(false);
    expect(isIn('(a|a)*(a|a)*(a|a)*c', 'a'.repeat(900))).toBe(false);
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});
