/** The address of the next page, in the header `Link` (RFC 8288). */
import * as v from 'valibot';
import type { Route } from '../../api/routes/route.ts';

const page = v.object({ next: v.union([v.string(), v.number()]) });
/** Its cursor stays where it is at the end, so only a page with events has one after it. */
const eventPage = v.object({ events: v.array(v.unknown()) });

/** Null: the answer is the last page, or no page. */
export function nextLink({ pagedBy }: Route, asked: URL, answer: unknown): string | null {
  if (pagedBy === undefined || !v.is(page, answer)) return null;
  if (v.is(eventPage, answer) && answer.events.length === 0) return null;
  const url = new URL(asked);
  for (const name of ['before', 'after', 'around', 'cursor']) url.searchParams.delete(name);
  url.searchParams.set(pagedBy, String(answer.next));
  return `<${url.href}>; rel="next"`;
}
