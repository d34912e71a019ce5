/**
 * Searches for patterns in linear time: all ways to match are followed at once, so that no pattern and no message can make
 * it slow. Ken Thompson described it in 1968 (https://doi.org/10.1145/363347.363387). Where a character leads is remembered,
 * because messages are alike: the next one mostly looks up what is known.
 */
import { isWordCharacter } from './pattern-syntax.ts';

export type State =
  | { type: 'one'; holds: (character: string) => boolean; next: number }
  | { type: 'start' | 'end'; next: number }
  | { type: 'edge'; isWanted: boolean; next: number }
  | { type: 'fork'; to: readonly number[] }
  | { type: 'found' };

/** Characters between which the pattern makes no difference. */
interface Kind {
  /** Where `Place.next` has its answer. */
  index: number;
  isWord: boolean;
  /** The conditions of the pattern that hold. */
  holding: ReadonlySet<(character: string) => boolean>;
}

/** All that has to be known between two characters. */
interface Place {
  before: 'start' | 'word' | 'other';
  /** States that the last character led to, in ascending order. */
  states: readonly number[];
  /** For each kind of character, where it leads; null: the pattern is found. */
  next: (Place | null)[];
  isFoundAtEnd?: boolean;
}

/** How many numbers a pattern remembers; 200 patterns stay within some megabytes. Then it begins again. */
const maxRemembered = 1_000;

export class PatternSearch {
  readonly #states: readonly State[];
  readonly #start: number;
  readonly #maxRemembered: number;
  readonly #conditions: readonly ((character: string) => boolean)[];
  readonly #hasEdges: boolean;
  /** The turn in which a state was last reached, so that none is followed twice in one. */
  readonly #reached: Int32Array;
  #turn = 0;
  #kinds = new Map<string, Kind>();
  #kindOf = new Map<string, Kind>();
  #places = new Map<string, Place>();
  #remembered = 0;

  constructor(states: readonly State[], start: number, max = maxRemembered) {
    this.#states = states;
    this.#start = start;
    this.#maxRemembered = max;
    this.#conditions = [...new Set(states.flatMap((state) => (state.type === 'one' ? [state.holds] : [])))];
    this.#hasEdges = states.some(({ type }) => type === 'edge');
    this.#reached = new Int32Array(states.length);
  }

  isIn(text: string): boolean {
    let place = this.#placeOf('start', []);
    for (const character of charactersOf(text)) {
      if (this.#remembered > this.#maxRemembered) {
        this.#forget();
        place = this.#placeOf(place.before, place.states);
      }
      const kind = this.#kindOf.get(character) ?? this.#learn(character);
      let next = place.next[kind.index];
      if (next === undefined) {
        next = this.#follow(place, kind);
        place.next[kind.index] = next;
      }
      if (next === null) return true;
      place = next;
    }
    place.isFoundAtEnd ??= this.#reach(place, null) === null;
    return place.isFoundAtEnd;
  }

  #forget(): void {
    this.#kinds.clear();
    this.#kindOf.clear();
    this.#places.clear();
    this.#remembered = 0;
  }

  #learn(character: string): Kind {
    const isWord = this.#hasEdges && isWordCharacter(character);
    let key = isWord ? 'w' : '';
    for (const holds of this.#conditions) key += holds(character) ? '1' : '0';
    let kind = this.#kinds.get(key);
    if (!kind) {
      const holding = new Set(this.#conditions.filter((holds) => holds(character)));
      kind = { index: this.#kinds.size, isWord, holding };
      this.#kinds.set(key, kind);
      this.#remembered += holding.size;
    }
    this.#kindOf.set(character, kind);
    this.#remembered += 1;
    return kind;
  }

  #placeOf(before: Place['before'], states: readonly number[]): Place {
    const key = `${before} ${states.join()}`;
    const known = this.#places.get(key);
    if (known) return known;
    const place: Place = { before, states, next: [] };
    this.#places.set(key, place);
    this.#remembered += states.length + 1;
    return place;
  }

  #follow(place: Place, kind: Kind): Place | null {
    const active = this.#reach(place, kind);
    if (!active) return null;
    const next: number[] = [];
    for (const { holds, next: to } of active) if (kind.holding.has(holds)) next.push(to);
    this.#remembered += 1;
    const states = next.length < 2 ? next : [...new Set(next)].sort((one, other) => one - other);
    return this.#placeOf(kind.isWord ? 'word' : 'other', states);
  }

  /** The states that wait for a character, before one of this kind or the end (null). Null: the pattern is found. */
  #reach(place: Place, kind: Kind | null): Extract<State, { type: 'one' }>[] | null {
    this.#turn += 1;
    const active: Extract<State, { type: 'one' }>[] = [];
    // A match can begin anywhere.
    const waiting = [this.#start, ...place.states];
    for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
      if (this.#reached[index] === this.#turn) continue;
      this.#reached[index] = this.#turn;
      const state = this.#states[index];
      if (!state) continue;
      if (state.type === 'found') return null;
      if (state.type === 'one') active.push(state);
      else if (state.type === 'fork') waiting.push(...state.to);
      else if (holds(state, place, kind)) waiting.push(state.next);
    }
    return active;
  }
}

function holds(
  state: Extract<State, { type: 'start' | 'end' | 'edge' }>,
  place: Place,
  after: Kind | null,
): boolean {
  switch (state.type) {
    case 'start':
      return place.before === 'start';
    case 'end':
      return after === null;
    case 'edge':
      return ((place.before === 'word') !== (after?.isWord ?? false)) === state.isWanted;
  }
}

/** The characters of the last text, because all patterns are searched for in the same one. */
let last = { text: '', characters: [] as readonly string[] };

function charactersOf(text: string): readonly string[] {
  if (last.text !== text) last = { text, characters: [...text] };
  return last.characters;
}
