/** What a submission came to, in words for the builder. */
import * as v from 'valibot';
import { explained } from '../../../../../worker/whatsapp/explanation.ts';
import type { TemplateProblem } from '../../../../../worker/whatsapp/templates/problem.ts';
import { type ProblemCode, problemTexts } from '../../../../../worker/whatsapp/templates/problem-texts.ts';
import type { ApiFailure } from '../../../../client/api/api-failure.ts';
import { explanationIn } from '../../../../locales/worker-texts/explanations.ts';
import { refusalBook } from '../../../../locales/worker-texts/template-refusals.ts';

const problem = v.object({
  code: v.string(),
  severity: v.picklist(['error', 'warning']),
  place: v.string(),
  params: v.record(v.string(), v.union([v.string(), v.number()])),
});

const isKnown = (code: string): code is ProblemCode => Object.hasOwn(problemTexts, code);

/** Problems that the Worker found; those without a text here are left to its message. */
export function problemsIn(found: unknown): TemplateProblem[] {
  const read = v.safeParse(v.array(problem), found);
  return read.success
    ? read.output.flatMap(({ code, ...rest }) => (isKnown(code) ? [{ code, ...rest }] : []))
    : [];
}

const refusal = v.object({
  refusal: v.nullable(v.object({ ...explained.entries, place: v.nullable(v.string()) })),
  meta: v.object({ message: v.string(), traceId: v.nullable(v.string()) }),
});
export interface Refusal {
  /** Why, and what to do. */
  text: string;
  /** The part of the template that was refused; null if Meta named none. */
  place: string | null;
  /** What Meta said, unchanged. */
  said: string;
  /** The id that Meta's support asks for. */
  traceId: string | null;
}

/** Null if Meta did not refuse the template. */
export function refusalIn({ code, message, details }: ApiFailure): Refusal | null {
  if (code !== 'template_refused') return null;
  const read = v.safeParse(refusal, details);
  if (!read.success) return { text: message, place: null, said: '', traceId: null };
  const { refusal: known, meta } = read.output;
  const said = known && explanationIn(refusalBook.words, known);
  return {
    text: said ? [said.summary, said.advice].filter(Boolean).join(' ') : message,
    ...{ place: known?.place ?? null, said: meta.message, traceId: meta.traceId },
  };
}

/** The problems in the answer `template_problems`. */
export function foundProblems({ code, details }: ApiFailure): TemplateProblem[] {
  return code === 'template_problems' ? problemsIn(Reflect.get(Object(details), 'problems')) : [];
}
