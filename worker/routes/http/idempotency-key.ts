import * as v from 'valibot';
import { ApiError } from '../../errors.ts';

const idempotencyKey = v.pipe(v.string(), v.nonEmpty(), v.maxLength(128));

/** The key with which a caller can repeat a request. */
export function keyOf(request: Request): string {
  const key = request.headers.get('idempotency-key');
  if (v.is(idempotencyKey, key)) return key;
  throw new ApiError(
    400,
    'key_required',
    'Send the header Idempotency-Key: 1 to 128 characters of your choice, the same when you repeat the request.',
  );
}
