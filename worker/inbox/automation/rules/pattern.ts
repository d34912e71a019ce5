/**
 * Searches for patterns in linear time: all ways to match are followed at once, so that no pattern and no message can make
 * it slow. Ken Thompson described it in 1968 (https://doi.org/10.1145/363347.363387).
 */
import { isWordCharacter, PatternFault, type PatternNode, parsePattern } from './pattern-syntax.ts';

type State =
  | { type: 'one'; holds: (character: string) => boolean; next: number }
  | { type: 'start' | 'end'; next: number }
  | { type: 'edge'; isWanted: boolean; next: number }
  | { type: 'fork'; to: readonly number[] }
  | { type: 'found' };

/** The steps of one message are at most this many for each of its characters. */
export const maxStates = 500;

export interface Pattern {
  /** How many steps a character can take. */
  size: number;
  isIn(folded: string): boolean;
}

/** Throws `PatternFault` if the pattern cannot be used. */
export function compilePattern(pattern: string): Pattern {
  const states: State[] = [];
  const tree = parsePattern(pattern);
  const start = build(tree, push(states, { type: 'found' }), states);
  const needed = neededIn(tree);
  return {
    size: states.length,
    isIn: (folded) =>
      (needed === null || needed.some((part) => folded.includes(part))) && search(states, start, folded),
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

/** The characters of the last text, because all patterns are searched for in the same one. */
let last = { text: '', characters: [''] };

function charactersOf(text: string): readonly string[] {
  if (last.text !== text) last = { text, characters: [...text] };
  return last.text === '' ? [] : last.characters;
}

function search(states: readonly State[], start: number, text: string): boolean {
  const characters = charactersOf(text);
  // The step in which a state was last reached, so that none is followed twice in one.
  const reached = new Int32Array(states.length).fill(-1);
  let now: number[] = [];
  for (let at = 0; at <= characters.length; at += 1) {
    const active: number[] = [];
    // A match can begin anywhere.
    const waiting = [start, ...now];
    for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
      if (reached[index] === at) continue;
      reached[index] = at;
      const state = states[index];
      if (!state) continue;
      if (state.type === 'found') return true;
      if (state.type === 'one') active.push(index);
      else if (state.type === 'fork') waiting.push(...state.to);
      else if (holds(state, characters, at)) waiting.push(state.next);
    }
    const character = characters[at];
    if (character === undefined) return false;
    now = [];
    for (const index of active) {
      const state = states[index];
      if (state?.type === 'one' && state.holds(character)) now.push(state.next);
    }
  }
  return false;
}

function holds(
  state: Extract<State, { type: 'start' | 'end' | 'edge' }>,
  characters: readonly string[],
  at: number,
): boolean {
  if (state.type === 'edge') return isEdge(characters, at) === state.isWanted;
  return at === (state.type === 'start' ? 0 : characters.length);
}

function isEdge(characters: readonly string[], at: number): boolean {
  const [before, after] = [characters[at - 1] ?? ' ', characters[at] ?? ' '];
  return isWordCharacter(before) !== isWordCharacter(after);
}
