/** What is the case, and what to do about it: in English, with a code and values for the other languages. */
import * as v from 'valibot';
import { type PluralForms, type Sentence, type SentenceValues, writeSentence } from './sentences.ts';

export interface Explanation {
  readonly summary: Sentence;
  readonly advice?: Sentence;
}

/** Explanations by their code. */
export type Explanations = Readonly<Record<string, Explanation>>;

/** An explanation as the API returns it. */
export const explained = v.object({
  /** Stable. The other texts depend on it and on `params`. */
  code: v.string(),
  /** The values in the texts. */
  params: v.record(v.string(), v.union([v.string(), v.number()])),
  /** In English, as the advice. */
  summary: v.string(),
  /** What to do; null if there is nothing to do. */
  advice: v.nullable(v.string()),
});
export type Explained = v.InferOutput<typeof explained>;

type NamesIn<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;
type TextsIn<Part> = Part extends string
  ? Part
  : Part extends PluralForms
    ? Part[keyof Part] & string
    : never;

/** The names of the values in an explanation. */
type ValueNames<Of extends Explanation> = NamesIn<TextsIn<Of['summary'] | Of['advice']>>;
/** The values that an explanation needs; none if it has no placeholder. */
export type ValuesOf<Of extends Explanation> = [ValueNames<Of>] extends [never]
  ? [params?: undefined]
  : [params: { readonly [Name in ValueNames<Of>]: string | number }];

/** Explains in English. `texts` is a table of explanations by their code. */
export function explainWith<const Table extends Readonly<Record<keyof Table, Explanation>>>(texts: Table) {
  return <Code extends keyof Table & string>(code: Code, ...[params]: ValuesOf<Table[Code]>): Explained => {
    const { summary, advice }: Explanation = texts[code];
    const values: SentenceValues = params ?? {};
    return {
      code,
      params: values,
      summary: writeSentence(summary, values, 'en'),
      advice: advice === undefined ? null : writeSentence(advice, values, 'en'),
    };
  };
}

/** The same explanations in another language: with advice where the English has some. */
export type ExplanationsLike<Table extends Readonly<Record<keyof Table, Explanation>>> = {
  readonly [Code in keyof Table]: Table[Code] extends { readonly advice: Sentence }
    ? Required<Explanation>
    : { readonly summary: Sentence; readonly advice?: undefined };
};
