/**
 * Problems when connecting a number, recognised from the form and from Graph's errors. The console has one sentence for
 * each, and names the screen and field at Meta that fixes it.
 */
import * as v from 'valibot';
import { type GraphError, meaningOf } from '../graph/errors.ts';
import type { GraphFailure } from '../graph/graph.ts';

const setupField = v.picklist(['phoneNumberId', 'wabaId', 'accessToken', 'appSecret', 'pin', 'code']);
export type SetupField = v.InferOutput<typeof setupField>;

const setupProblemCode = v.picklist([
  'unreachable',
  'refused',
  'token_form',
  'token_invalid',
  'token_expired',
  'temporary_token',
  'token_ends',
  'missing_messaging',
  'missing_management',
  'app_not_live',
  'secret_form',
  'wrong_app_secret',
  'secret_needed',
  'display_number_as_id',
  'waba_id_as_phone_number_id',
  'app_id_as_phone_number_id',
  'other_id_as_phone_number_id',
  'unknown_phone_number_id',
  'number_of_other_account',
  'already_connected',
  'phone_number_id_as_waba_id',
  'app_id_as_waba_id',
  'other_id_as_waba_id',
  'unknown_waba_id',
  'in_review',
  'not_verified',
  'code_not_sent',
  'code_needed',
  'wrong_code',
  'not_registered',
  'pin_needed',
  'wrong_pin',
  'pin_locked',
  'registered_too_often',
  'app_not_subscribed',
  'account_webhooks_elsewhere',
  'callback_refused',
  'fields_missing',
  'code_used',
  'no_number',
  'too_many_requests',
]);
export type SetupProblemCode = v.InferOutput<typeof setupProblemCode>;

export const setupProblem = v.object({
  code: setupProblemCode,
  field: v.nullable(setupField),
  /** Whether the number cannot be connected, or the step not completed, until this is fixed. */
  isBlocking: v.boolean(),
  /** Meta's text, if there is any. */
  details: v.nullable(v.string()),
  /** The id that was probably meant. */
  suggestion: v.nullable(v.string()),
});
export type SetupProblem = v.InferOutput<typeof setupProblem>;

/** The form field that shows the problem, and whether the problem prevents connecting the number. */
const problems: Record<SetupProblemCode, Pick<SetupProblem, 'field' | 'isBlocking'>> = {
  unreachable: { field: null, isBlocking: true },
  refused: { field: null, isBlocking: true },
  token_form: { field: 'accessToken', isBlocking: true },
  token_invalid: { field: 'accessToken', isBlocking: true },
  token_expired: { field: 'accessToken', isBlocking: true },
  temporary_token: { field: 'accessToken', isBlocking: false },
  token_ends: { field: 'accessToken', isBlocking: false },
  missing_messaging: { field: 'accessToken', isBlocking: true },
  missing_management: { field: 'accessToken', isBlocking: true },
  app_not_live: { field: null, isBlocking: false },
  secret_form: { field: 'appSecret', isBlocking: true },
  wrong_app_secret: { field: 'appSecret', isBlocking: true },
  secret_needed: { field: 'appSecret', isBlocking: true },
  display_number_as_id: { field: 'phoneNumberId', isBlocking: true },
  waba_id_as_phone_number_id: { field: 'phoneNumberId', isBlocking: true },
  app_id_as_phone_number_id: { field: 'phoneNumberId', isBlocking: true },
  other_id_as_phone_number_id: { field: 'phoneNumberId', isBlocking: true },
  unknown_phone_number_id: { field: 'phoneNumberId', isBlocking: true },
  number_of_other_account: { field: 'phoneNumberId', isBlocking: true },
  already_connected: { field: 'phoneNumberId', isBlocking: true },
  phone_number_id_as_waba_id: { field: 'wabaId', isBlocking: true },
  app_id_as_waba_id: { field: 'wabaId', isBlocking: true },
  other_id_as_waba_id: { field: 'wabaId', isBlocking: true },
  unknown_waba_id: { field: 'wabaId', isBlocking: true },
  in_review: { field: null, isBlocking: false },
  not_verified: { field: null, isBlocking: false },
  code_not_sent: { field: null, isBlocking: true },
  code_needed: { field: 'code', isBlocking: true },
  wrong_code: { field: 'code', isBlocking: true },
  not_registered: { field: 'pin', isBlocking: false },
  pin_needed: { field: 'pin', isBlocking: true },
  wrong_pin: { field: 'pin', isBlocking: true },
  pin_locked: { field: 'pin', isBlocking: true },
  registered_too_often: { field: null, isBlocking: true },
  app_not_subscribed: { field: null, isBlocking: false },
  account_webhooks_elsewhere: { field: null, isBlocking: false },
  callback_refused: { field: null, isBlocking: true },
  fields_missing: { field: null, isBlocking: true },
  code_used: { field: null, isBlocking: true },
  no_number: { field: null, isBlocking: true },
  too_many_requests: { field: null, isBlocking: true },
};

export function problem(
  code: SetupProblemCode,
  more: { details?: string | null; suggestion?: string | null } = {},
): SetupProblem {
  const { details = null, suggestion = null } = more;
  return { code, ...problems[code], details, suggestion };
}

/** Problems that can be found without a request to Meta. */
export function formProblems(given: {
  phoneNumberId?: string;
  wabaId?: string;
  accessToken?: string;
  appSecret?: string;
}): SetupProblem[] {
  const { phoneNumberId, wabaId, accessToken, appSecret } = given;
  return [
    ...(phoneNumberId !== undefined && !isId(phoneNumberId)
      ? [problem(/^[\s\d().+-]+$/.test(phoneNumberId) ? 'display_number_as_id' : 'unknown_phone_number_id')]
      : []),
    ...(wabaId !== undefined && !isId(wabaId) ? [problem('unknown_waba_id')] : []),
    // People paste an app's own token or an app secret by mistake. An access token is one long word.
    ...(accessToken !== undefined && !/^[^\s|]{20,}$/.test(accessToken) ? [problem('token_form')] : []),
    ...(accessToken !== undefined && /^[0-9a-f]{32}$/i.test(accessToken) ? [problem('token_form')] : []),
    ...(appSecret !== undefined && !/^[0-9a-f]{32}$/i.test(appSecret) ? [problem('secret_form')] : []),
  ];
}

export function isId(text: string): boolean {
  return /^\d{5,32}$/.test(text);
}

/** Explains the failure of any of these calls. */
export function problemOf(failure: GraphFailure): SetupProblem {
  if (failure.outcome !== 'rejected') return problem('unreachable', { details: failure.reason });
  const { error } = failure;
  const details = wordsOf(error);
  const found = codeOf(error, details);
  return problem(found, { details });
}

function codeOf({ code, subcode }: GraphError, details: string): SetupProblemCode {
  if (/invalid appsecret_proof/i.test(details)) return 'wrong_app_secret';
  if (/appsecret_proof/i.test(details)) return 'secret_needed';
  if (/client secret/i.test(details)) return 'wrong_app_secret';
  if (/development mode|not (in )?live mode|app is not (live|published)/i.test(details))
    return 'app_not_live';
  if (/before override/i.test(details)) return 'app_not_subscribed';
  if (/authorization code/i.test(details)) return 'code_used';
  if (/verification code/i.test(details)) return 'wrong_code';
  if (/not eligible for verification/i.test(details)) return 'code_not_sent';
  switch (code) {
    case 190:
      return subcode === 463 || /expired/i.test(details) ? 'token_expired' : 'token_invalid';
    case 0:
      return 'token_invalid';
    case 4:
    case 17:
    case 613:
    case 80007:
      return 'too_many_requests';
    case 2200:
      return 'callback_refused';
    case 136024:
      return 'code_not_sent';
    case 136025:
      return 'wrong_code';
    case 133005:
      return 'wrong_pin';
    case 133006:
    case 133008:
    case 133009:
      return 'pin_locked';
    case 133010:
      return 'not_registered';
    case 133015:
    case 133016:
      return 'registered_too_often';
  }
  if (code === 3 || code === 10 || (code >= 200 && code <= 299)) {
    return /whatsapp_business_messaging/.test(details) ? 'missing_messaging' : 'missing_management';
  }
  return 'refused';
}

const kinds: Readonly<Record<string, 'account' | 'number' | 'app'>> = {
  WhatsAppBusinessAccount: 'account',
  WhatsAppBusinessPhoneNumber: 'number',
  WhatsAppBusinessProfile: 'number',
  Application: 'app',
};

/** The kind of object that an id belongs to, which Graph names when it does not have the requested fields. */
export function kindOf(failure: GraphFailure): 'account' | 'number' | 'app' | 'other' | null {
  if (failure.outcome !== 'rejected' || failure.error.code !== 100) return null;
  const kind = /on node type \((\w+)\)/.exec(wordsOf(failure.error))?.[1];
  return kind === undefined ? null : (kinds[kind] ?? 'other');
}

/** Whether Graph reports that the object does not exist or that this token cannot see it. */
export function isUnknown(failure: GraphFailure): boolean {
  if (failure.outcome !== 'rejected') return false;
  const { error } = failure;
  return (
    meaningOf(error) === 33 ||
    error.code === 803 ||
    (error.code === 100 && /does not exist/.test(wordsOf(error)))
  );
}

function wordsOf({ title, details, userMessage }: GraphError): string {
  return [...new Set([title, details, userMessage])].filter((words) => words !== undefined).join(' ');
}
