/** Parameters of a Graph call: in the address, as a form, or as JSON. */
import * as v from 'valibot';
import { parameterError } from './template-error.ts';

const record = v.record(v.string(), v.unknown());

export async function parametersOf(request: Request, url: URL): Promise<Record<string, unknown>> {
  const { access_token: _, appsecret_proof: __, ...inAddress } = fromPairs(url.searchParams);
  const text = await request.text();
  if (text === '') return inAddress;
  const type = request.headers.get('content-type') ?? '';
  if (type.includes('x-www-form-urlencoded'))
    return { ...inAddress, ...fromPairs(new URLSearchParams(text)) };
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), record), text);
  if (!read.success) throw parameterError('The body is not JSON.');
  return { ...inAddress, ...read.output };
}

/** Lists, objects and booleans are JSON in an address or a form; everything else stays a text. */
function fromPairs(pairs: URLSearchParams): Record<string, unknown> {
  return Object.fromEntries(
    [...pairs].map(([name, value]) => {
      const read = v.safeParse(v.pipe(v.string(), v.regex(/^(\[|\{|true$|false$)/), v.parseJson()), value);
      return [name, read.success ? read.output : value];
    }),
  );
}
