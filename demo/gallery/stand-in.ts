/**
 * Answers the requests of the elements with fixtures, in place of the Worker. Each state can have its own answers: its
 * client calls its own origin.
 */
import { ApiClient } from '../../widget/client/api/api-client.ts';
import { type Answers, Failure, pending } from './answers.ts';
import { usualAnswers } from './fixtures/usual-answers.ts';

const sets: Answers[] = [];
let underway = 0;

export const isIdle = () => underway === 0;

/** The page is not settled before this has ended. */
export async function awaited<Value>(work: Promise<Value>): Promise<Value> {
  underway += 1;
  try {
    return await work;
  } finally {
    underway -= 1;
  }
}

/** A client whose requests get these answers, and the usual ones where it has none. */
export function apiWith(answers: Answers = {}): ApiClient {
  return new ApiClient(originWith(answers), async () => 'a session token');
}

export function originWith(answers: Answers): string {
  sets.push(answers);
  return `${location.origin}/state/${sets.length - 1}`;
}

/** From now on, nothing under `/api/` leaves the page. */
export function standIn(): void {
  const leave = window.fetch.bind(window);
  window.fetch = async (input, init) => {
    const request = new Request(input, init);
    const { pathname, origin } = new URL(request.url);
    const [, set, path] = /^(?:\/state\/(\d+))?(\/api\/.*)$/.exec(pathname) ?? [];
    if (origin !== location.origin || path === undefined) return leave(request);
    underway += 1;
    try {
      return await respond(sets[Number(set)] ?? {}, request.method, path);
    } finally {
      underway -= 1;
    }
  };
}

async function respond(own: Answers, method: string, path: string): Promise<Response> {
  const answer = answerTo(own, method, path) ?? answerTo(usualAnswers, method, path);
  if (answer === undefined) {
    console.error(`The gallery has no answer to ${method} ${path}. Add it to fixtures/usual-answers.ts.`);
    return Response.json({ error: { code: 'not_found', message: 'No fixture.' } }, { status: 404 });
  }
  if (answer === pending) {
    underway -= 1;
    return new Promise(() => {});
  }
  if (answer instanceof Failure) {
    const { status, ...error } = answer;
    return Response.json({ error }, { status });
  }
  if (answer instanceof Response) return answer.clone();
  return answer === null ? new Response(null, { status: 204 }) : Response.json(answer);
}

function answerTo(answers: Answers, method: string, path: string): unknown {
  for (const [name, answer] of Object.entries(answers)) {
    const [wanted, pattern = ''] = name.split(' ');
    const expression = new RegExp(`^${pattern.replace(/:\w+/g, '[^/]+')}$`);
    if (wanted === method && expression.test(path)) return answer;
  }
  return undefined;
}
