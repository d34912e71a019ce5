/** What Meta would refuse in a template, and what it would dislike. */
import type { SentenceValues } from '../sentences.ts';
import type { ProblemCode } from './problem-texts.ts';

export interface TemplateProblem {
  code: ProblemCode;
  /** An error is refused or rejected. A warning may be, or has a consequence that is easy to miss. */
  severity: 'error' | 'warning';
  /** Where: `name`, `header`, `body`, `body.2` for a sample, `buttons.0.url`, `cards.1.body`. */
  place: string;
  params: SentenceValues;
}

/** Collects the problems of one place in a template. */
export class Problems {
  readonly found: TemplateProblem[] = [];
  #prefix: string;

  constructor(prefix = '', found: TemplateProblem[] = []) {
    this.#prefix = prefix;
    this.found = found;
  }

  /** For the parts of a card. */
  within(prefix: string): Problems {
    return new Problems(`${this.#prefix}${prefix}.`, this.found);
  }

  error(place: string, code: ProblemCode, params: SentenceValues = {}): void {
    this.found.push({ code, severity: 'error', place: this.#prefix + place, params });
  }

  warn(place: string, code: ProblemCode, params: SentenceValues = {}): void {
    this.found.push({ code, severity: 'warning', place: this.#prefix + place, params });
  }
}
