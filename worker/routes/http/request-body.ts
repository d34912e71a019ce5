import * as v from 'valibot';
import { ApiError } from '../../errors.ts';
import { explainIssue, noWords } from '../../whatsapp/plain-issue.ts';

const megabyte = 1024 * 1024;
/**
 * The largest webhook body that Meta sends. Source: https://developers.facebook.com/docs/whatsapp/cloud-api/guides/set-
 * up-webhooks
 */
export const webhookLimit = 3 * megabyte;
const maxCommandBytes = 256 * 1024;
/** Far deeper than any body of Meta's. Endless nesting would overflow the stack of later readers. */
const mostDepth = 32;

/** The bytes of the body, unchanged; never more than `limit` of them in memory. */
export async function readBytes(request: Request, limit: number): Promise<Uint8Array> {
  const announced = request.headers.get('content-length');
  // A body cannot be longer than its declared length: the runtime cuts it there.
  if (announced !== null && Number(announced) <= limit) return new Uint8Array(await request.arrayBuffer());
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (;;) {
    const next = await reader?.read();
    if (!next || next.done) break;
    size += next.value.byteLength;
    if (size > limit) {
      await reader?.cancel();
      throw new ApiError(413, 'body_too_large', `The body is larger than ${limit} bytes. Send less at once.`);
    }
    parts.push(next.value);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.byteLength;
  }
  return bytes;
}

/** A command's body, validated. `details` lists every invalid value by its path. */
export async function readJson<Schema extends v.GenericSchema>(
  request: Request,
  schema: Schema,
  maxBytes = maxCommandBytes,
): Promise<v.InferOutput<Schema>> {
  const text = new TextDecoder().decode(await readBytes(request, maxBytes));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ApiError(400, 'invalid_json', 'The body is not JSON.');
  }
  if (isDeeperThan(mostDepth, value)) {
    throw new ApiError(400, 'nested_too_deep', `The body is nested deeper than ${mostDepth} levels.`);
  }
  return check(schema, value);
}

function isDeeperThan(most: number, value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > most) return true;
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
  return false;
}

export function check<Schema extends v.GenericSchema>(schema: Schema, value: unknown): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value, { message: noWords });
  if (result.success) return result.output;
  throw new ApiError(
    422,
    'invalid_input',
    'Some values are missing or wrong; details name them.',
    result.issues.map((issue) => {
      const path = v.getDotPath(issue) ?? '';
      return { path, ...explainIssue(issue, path) };
    }),
  );
}

/** An id in a path: digits, as the API writes it, and nothing around them. */
export function idIn(text: string | undefined, what: string): number {
  const id = /^[1-9]\d{0,15}$/.test(text ?? '') ? Number(text) : null;
  if (id !== null && Number.isSafeInteger(id)) return id;
  throw new ApiError(404, `${what}_not_found`, `There is no ${what} with this id.`);
}

/** A whole number in a query, in digits: `Number` also takes blanks, hexadecimal and exponents. */
export function queryNumber(least: number, most: number) {
  return v.pipe(
    v.string(),
    v.regex(/^\d{1,16}$/, 'Write it in digits.'),
    v.toNumber(),
    v.integer(),
    v.minValue(least),
    v.maxValue(most),
  );
}
