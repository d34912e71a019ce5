/** Errors in the form of Meta's Graph API, with Meta's codes, for clients that match on them. */

import type { Message } from '../../api/conversations/messages.ts';
import type { GraphErrorBody } from '../../api/developers/graph.ts';
import { isApiError } from '../../errors.ts';
import { isTokenRefusal } from '../../whatsapp/account/number.ts';
import type { GraphFailure } from '../../whatsapp/graph/graph.ts';
import { ownValue } from '../../whatsapp/json.ts';
import { json, logged } from '../http/json-answer.ts';
import { requestIdOf } from '../http/request-id.ts';

interface Known {
  status: number;
  message: string;
}

/** Meta's words and HTTP status for the codes that we give ourselves. */
const knownCodes: Readonly<Record<number, Known>> = {
  4: { status: 429, message: 'Application request limit reached' },
  100: { status: 400, message: 'Invalid parameter' },
  190: { status: 401, message: 'Invalid OAuth access token' },
  2500: { status: 404, message: 'Unknown path components' },
  131000: { status: 500, message: 'Something went wrong' },
  131005: { status: 403, message: 'Access denied' },
  131008: { status: 400, message: 'Required parameter is missing' },
  131009: { status: 400, message: 'Parameter value is not valid' },
  131016: { status: 503, message: 'Service unavailable' },
  131026: { status: 400, message: 'Message undeliverable' },
  131047: { status: 400, message: 'Re-engagement message' },
  131050: { status: 400, message: 'Marketing messages stopped by the customer' },
  131051: { status: 400, message: 'Unsupported message type' },
  131052: { status: 400, message: 'Media download error' },
  131053: { status: 400, message: 'Media upload error' },
  137000: { status: 400, message: 'Identity key hash mismatch' },
};

/** Meta's code for what our own API calls by a word. */
const metaCodes: Readonly<Record<string, number>> = {
  sign_in_required: 190,
  other_origin: 190,
  scope_missing: 131005,
  number_disabled: 131005,
  files_off: 131005,
  receipts_off: 131005,
  bot_paused: 131005,
  message_not_found: 131009,
  not_found: 2500,
  too_many_requests: 4,
  rate_limited: 4,
  window_closed: 131047,
  opted_out: 131050,
  blocked: 131026,
  no_recipient: 131026,
  identity_changed: 137000,
  invalid_content: 131009,
  invalid_input: 100,
  invalid_json: 100,
  invalid_path: 100,
  nested_too_deep: 100,
  body_too_large: 100,
  key_required: 100,
  idempotency_key_reused: 100,
  upload_not_found: 131053,
  upload_failed: 131053,
  media_gone: 131052,
  media_unreachable: 131052,
  whatsapp_unreachable: 131016,
  meta_unreachable: 131016,
};

/** Thrown by the handlers under `/graph/`. */
export class GraphApiError extends Error {
  override readonly name = 'GraphApiError';
  readonly subcode: number | undefined;
  readonly status: number;

  constructor(
    readonly code: number,
    readonly details: string,
    more: { message?: string; subcode?: number; status?: number } = {},
  ) {
    const known = ownValue(knownCodes, String(code));
    super(more.message ?? known?.message ?? 'Error');
    this.subcode = more.subcode;
    this.status = more.status ?? known?.status ?? 400;
  }
}

/** An id that is not here, and one that this token may not see: like Graph, we do not say which. */
export function unknownObject(id: string): GraphApiError {
  return new GraphApiError(100, '', {
    message: `Unsupported request. Object with ID '${id}' does not exist, or cannot be loaded due to missing permissions.`,
    subcode: 33,
  });
}

/** Why a message has failed: Meta's own code where it was Meta who refused it. */
export function failureOf({ error }: Pick<Message, 'error'>): GraphApiError {
  if (error === null) return new GraphApiError(131000, '');
  const { code, title, advice, details } = error;
  const said = details ?? `${title} ${advice}`;
  // Meta's 33 is a 100 with a subcode.
  if (code === 33) return new GraphApiError(100, said, { message: title, subcode: 33 });
  return typeof code === 'number'
    ? new GraphApiError(code, said, { message: title })
    : new GraphApiError(ownValue(metaCodes, code) ?? 131000, `${title} ${advice}`);
}

/** What Meta has said against a request that was passed on to it. */
export function refusedByMeta(failure: GraphFailure): GraphApiError {
  if (failure.outcome !== 'rejected') return new GraphApiError(131016, failure.reason);
  const { error, httpStatus } = failure;
  // The number's token, not the caller's.
  if (isTokenRefusal(error))
    return new GraphApiError(131005, 'Meta refuses the access token of this number.');
  const { code, title, details = '', subcode } = error;
  return new GraphApiError(code, details, {
    ...{ message: title, status: httpStatus },
    ...(subcode !== undefined && { subcode }),
  });
}

/** Turns whatever was thrown into an answer of Meta's form. */
export function answerAsGraph(error: unknown, request: Request): Response {
  const { code, message, details, subcode, status } = errorOf(error, request);
  const body: GraphErrorBody = {
    error: {
      message: message.startsWith('(#') || code === 190 ? message : `(#${code}) ${message}`,
      type: 'OAuthException',
      code,
      ...(subcode !== undefined && { error_subcode: subcode }),
      ...(details !== '' && { error_data: { messaging_product: 'whatsapp', details } }),
      fbtrace_id: requestIdOf(request),
    },
  };
  return json(body, status);
}

function errorOf(error: unknown, request: Request): GraphApiError {
  if (error instanceof GraphApiError) return error;
  if (!isApiError(error)) {
    return new GraphApiError(131000, `Look for the reference ${logged(error, request)} in the log.`);
  }
  const { code, status, message } = error;
  const known = ownValue(metaCodes, code);
  return known === undefined
    ? new GraphApiError(131000, message, { status })
    : new GraphApiError(known, message);
}
