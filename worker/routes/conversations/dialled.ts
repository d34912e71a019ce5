/** Phone numbers as people write them. */
import { ApiError } from '../../errors.ts';
import { workspaceOf } from '../../objects.ts';
import { wholeNumber } from '../../whatsapp/identity/national-number.ts';
import type { SignedCall } from '../call.ts';

/** The digits of a phone number. Without a country code, the country of our own number is assumed. */
export async function dialled(call: SignedCall, phone: string): Promise<string> {
  const number = wholeNumber(phone, await ownNumber(call));
  if (number !== null) return number;
  throw new ApiError(
    422,
    'invalid_phone',
    'This is no phone number. Write it with its country code: +1 555 078 3881.',
  );
}

export async function ownNumber({ env, params }: SignedCall): Promise<string> {
  const own = (await workspaceOf(env).numbers.list()).find(({ id }) => id === params.inbox);
  return own?.displayPhoneNumber ?? '';
}
