/** Compiles patterns into the states that `pattern-search.ts` follows. */
import { PatternSearch, type State } from './pattern-search.ts';
import { PatternFault, type PatternNode, parsePattern } from './pattern-syntax.ts';

/** The steps of one message are at most this many for each of its characters. */
export const maxStates = 500;

export interface Pattern {
  /** How many steps a character can take. */
  size: number;
  isIn(folded: string): boolean;
}

/** Throws `PatternFault` if the pattern cannot be used. `maxRemembered` is for tests. */
export function compilePattern(pattern: string, maxRemembered?: number): Pattern {
  const states: State[] = [];
  const tree = parsePattern(pattern);
  const start = build(tree, push(states, { type: 'found' }), states);
  const needed = neededIn(tree);
  const search = new PatternSearch(states, start, maxRemembered);
  return {
    size: states.length,
    isIn: (folded) =>
      (needed === null || needed.some((part) => folded.includes(part))) && search.isIn(folded),
  };
}

const maxNeeded = 20;

/**
 * Parts of which every match has one, so that most messages need no search. Null: it can match without any. The longer the
 * shortest of them is, the fewer messages have one.
 */
function neededIn(node: PatternNode): string[] | null {
  switch (node.type) {
    case 'one':
      return node.literal === undefined ? null : [node.literal];
    case 'start':
    case 'end':
    case 'edge':
      return null;
    case 'repeat':
      return node.min > 0 ? neededIn(node.node) : null;
    case 'choice': {
      const parts = node.nodes.map(neededIn);
      const all = parts.flatMap((part) => part ?? []);
      return parts.includes(null) || all.length > maxNeeded ? null : all;
    }
    case 'sequence':
      return [...runsIn(node.nodes), ...node.nodes.map(neededIn)].reduce(better, null);
  }
}

/** Literal characters that follow each other. */
function runsIn(nodes: readonly PatternNode[]): string[][] {
  const runs = [''];
  for (const node of nodes) {
    const literal = node.type === 'one' ? node.literal : undefined;
    if (literal === undefined) runs.push('');
    else runs[runs.length - 1] += literal;
  }
  return runs.filter(Boolean).map((run) => [run]);
}

function better(one: string[] | null, other: string[] | null): string[] | null {
  if (one === null || other === null) return one ?? other;
  const shortest = (parts: string[]) => Math.min(...parts.map(({ length }) => length));
  return shortest(other) > shortest(one) ? other : one;
}

function push(states: State[], state: State): number {
  if (states.length >= maxStates) {
    throw new PatternFault('The pattern is too large. Shorten it, or repeat less in it.', 1);
  }
  return states.push(state) - 1;
}

/** Builds backwards: the state that comes after it is known. */
function build(node: PatternNode, next: number, states: State[]): number {
  switch (node.type) {
    case 'one':
      return push(states, { type: 'one', holds: node.holds, next });
    case 'start':
    case 'end':
      return push(states, { type: node.type, next });
    case 'edge':
      return push(states, { type: 'edge', isWanted: node.isWanted, next });
    case 'sequence':
      return node.nodes.reduceRight((after, part) => build(part, after, states), next);
    case 'choice': {
      const to = node.nodes.map((part) => build(part, next, states));
      return push(states, { type: 'fork', to });
    }
    case 'repeat':
      return buildRepeat(node, next, states);
  }
}

function buildRepeat(
  { node, min, max }: Extract<PatternNode, { type: 'repeat' }>,
  next: number,
  states: State[],
): number {
  let after = next;
  if (Number.isFinite(max)) {
    for (let count = min; count < max; count += 1) {
      after = push(states, { type: 'fork', to: [build(node, after, states), next] });
    }
  } else {
    const to: number[] = [];
    const loop = push(states, { type: 'fork', to });
    to.push(build(node, loop, states), next);
    after = loop;
  }
  for (let count = 0; count < min; count += 1) after = build(node, after, states);
  return after;
}
