/**
 * Proving that a business owns a number: Meta sends a code to it, and gets the code back. Sources: Meta's OpenAPI
 * description v23.0 (the form of both requests, the ten minutes, the errors 4 and 100), and the references of the two
 * edges for 136024 and 136025:
 * https://developers.facebook.com/docs/graph-api/reference/whats-app-business-account-to-number-current-status/request_code/,
 * https://developers.facebook.com/docs/graph-api/reference/whats-app-business-account-to-number-current-status/verify_code/.
 */
import * as v from 'valibot';
import { GraphApiError } from '../graph/graph-error.ts';
import { accountOf } from './account.ts';
import type { AccountState, NumberSetup } from './number-setup.ts';

const codeLifetimeMs = 10 * 60_000;
/** Meta limits both calls without saying how many are allowed. These are the stand-in's own numbers. */
const maxCodesPerHour = 3;
const maxWrongCodes = 3;
const hour = 60 * 60_000;

const codeRequest = v.strictObject({
  code_method: v.picklist(['SMS', 'VOICE'], 'Invalid parameter: code_method must be SMS or VOICE'),
  language: v.pipe(
    v.string(),
    v.regex(/^[a-z]{2}_[A-Z]{2}$/, 'Invalid parameter: language must be a locale'),
  ),
});
const codeCheck = v.strictObject({
  code: v.pipe(v.string(), v.regex(/^\d{6}$/, 'Invalid verification code format')),
});

export interface VerificationCall {
  number: { setup: NumberSetup };
  /** The parameters, which Graph accepts in the body and in the query. */
  given: unknown;
  now: number;
  change(account: Partial<AccountState>): void;
}

/** `POST /{phone-number-id}/request_code`: the number gets a code by SMS or voice call. */
export function requestCode({ number, given, now, change }: VerificationCall): Response {
  const { code_method: method, language } = readAs(codeRequest, given);
  const { isOnPhone } = number.setup;
  const { codeVerificationStatus, codesSent, cannotReceive } = accountOf(number.setup);
  if (codeVerificationStatus === 'VERIFIED' || isOnPhone) throw new GraphApiError(136024, '');
  const recent = codesSent.filter((at) => now - at < hour);
  if (recent.length >= maxCodesPerHour) throw tooMany('Application request limit reached');
  if (cannotReceive.includes(method)) throw new GraphApiError(136024, '');
  const code = String(crypto.getRandomValues(new Uint32Array(1))[0] ?? 0)
    .slice(-6)
    .padStart(6, '0');
  change({ codesSent: [...recent, now], sentCode: { code, method, language, at: now, wrong: 0 } });
  return Response.json({ success: true });
}

/** `POST /{phone-number-id}/verify_code`: a code works once, for ten minutes. */
export function verifyCode({ number, given, now, change }: VerificationCall): Response {
  const { code } = readAs(codeCheck, given);
  const { sentCode } = accountOf(number.setup);
  if (sentCode !== null && sentCode.wrong >= maxWrongCodes) {
    throw tooMany('Too many verification attempts. Please try again later');
  }
  if (sentCode === null || now - sentCode.at > codeLifetimeMs || sentCode.code !== code) {
    if (sentCode) change({ sentCode: { ...sentCode, wrong: sentCode.wrong + 1 } });
    throw new GraphApiError(136025, '');
  }
  change({ sentCode: null, codeVerificationStatus: 'VERIFIED' });
  return Response.json({ success: true });
}

function tooMany(message: string): GraphApiError {
  return new GraphApiError(4, '', { message, subcode: 2446079 });
}

function readAs<Schema extends v.GenericSchema>(schema: Schema, given: unknown): v.InferOutput<Schema> {
  const read = v.safeParse(schema, given);
  if (read.success) return read.output;
  throw new GraphApiError(100, '', { message: read.issues[0].message });
}
