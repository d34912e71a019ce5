/** The small values that requests and answers are made of. */
import * as v from 'valibot';
import { schemaTexts } from '../whatsapp/input-texts.ts';

/** A whole number: an id, a count, or a position in the order of changes. */
export const whole = v.pipe(v.number(), v.integer());

/** A Unix time in milliseconds. */
export const time = whole;

/** The id of a conversation, message or note, in a request. */
export const rowId = v.pipe(v.number(), v.integer(), v.minValue(1));

/** A position in the order of changes of an inbox, in a request. */
export const seq = v.pipe(v.number(), v.integer(), v.minValue(0));

/** The id of an agent, in a request. An agent of a site's own login can have any id. */
export const agentId = v.pipe(v.string(), v.nonEmpty(), v.maxLength(256));

/** The id of a team, in a request. */
export const teamId = v.pipe(v.string(), v.nonEmpty(), v.maxLength(64));

/** A text that says something: without the spaces around it, and not empty. */
export const text = (max: number) => v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(max));

/** An agent, with the name that they had at the time. */
export const person = v.object({ id: v.string(), name: v.string() });
export type Person = v.InferOutput<typeof person>;

/** A page of rows. Pass `next` as `before` to get the page after it; null at the end. */
export interface Page<Row> {
  rows: Row[];
  next: string | null;
}

export function pageOf<const Row extends v.GenericSchema>(row: Row) {
  return v.object({ rows: v.array(row), next: v.nullable(v.string()) });
}

/** `next` of the page before. */
export const cursor = v.pipe(v.string(), v.regex(/^\d{1,16}\.\d{1,16}$/, 'Pass `next` of the page before.'));

/** The same, where rows are in the order of their ids. */
export const idCursor = v.pipe(
  v.string(),
  v.regex(/^\d{1,16}$/, 'Pass `next` of the page before.'),
  v.toNumber(),
);

/** A whole number in a query. Only digits: `Number` also reads spaces, hexadecimal and exponents. */
export function queryNumber(min: number, max: number) {
  return v.pipe(
    v.string(),
    v.regex(/^\d{1,16}$/, 'Write it in digits.'),
    v.toNumber(),
    v.integer(),
    v.minValue(min),
    v.maxValue(max),
  );
}

/** `limit` of a list. */
export const limit = v.optional(queryNumber(1, 100), '30');

/** A flag in a query that is on as soon as it is there, whatever its value. */
export const flag = v.optional(v.pipe(v.string(), v.maxLength(8)));

export const timeZone = v.pipe(v.string(), v.maxLength(64), v.check(isTimeZone, schemaTexts.time_zone_form));

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

export function isWebAddress(url: string): boolean {
  return /^https?:$/.test(URL.parse(url)?.protocol ?? '');
}

const privateEndings = [
  'localhost',
  'local',
  'internal',
  'lan',
  'home',
  'corp',
  'intranet',
  'test',
  'invalid',
  'arpa',
];

/** Whether a host name is on the public internet: no IP address, and no name that only a private network knows. */
export function isPublicHost(hostname: string): boolean {
  const labels = hostname.toLowerCase().split('.');
  const ending = labels.at(-1) ?? '';
  return labels.length > 1 && /^[a-z][a-z0-9-]*$/.test(ending) && !privateEndings.includes(ending);
}
