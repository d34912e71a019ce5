/** What the Worker can answer, in the shapes that its routes declare. */
import type { closedRoutes, openRoutes } from '../../worker/api/routes/index.ts';
import type { Route } from '../../worker/api/routes/route.ts';

type Declared = typeof openRoutes & typeof closedRoutes;
type AnswerOf<Name extends keyof Declared> =
  Declared[Name] extends Route<infer _Body, infer _Query, infer Answer> ? Answer : never;

/** The Worker does not answer, as while something is loading. */
export const pending = Symbol('pending');

/** The Worker answers with an error. */
export class Failure {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly message: string,
  ) {}
}

export const failure = new Failure(500, 'internal', 'Something went wrong in the Worker. Try again.');

/** By route. A route without a JSON answer has a Response. */
export type Answers = { readonly [Name in keyof Declared]?: AnswerOf<Name> | Failure | typeof pending };
