/**
 * What a token is answered that may write and not read: which rows its command has touched, and nothing that is in
 * them. A route that has no receipt in the table answers such a token with `{}`.
 */
import * as v from 'valibot';
import type { ApiScope } from '../api.ts';
import { ApiError, isApiError } from '../errors.ts';
import { json } from './http/json-answer.ts';

/** An object of valibot leaves out every key that it does not name. */
export type Receipt = v.GenericSchema<unknown, object>;

const rowId = v.number();
const conversation = v.object({ id: rowId, seq: v.number() });
const number = v.object({ id: v.string() });
const problem = v.object({ code: v.string(), isBlocking: v.boolean() });

export const nothing = v.object({});
export const receipts = {
  conversation,
  conversations: v.object({
    conversations: v.array(conversation),
    refused: v.array(v.object({ id: rowId, code: v.string() })),
    missing: v.array(rowId),
  }),
  message: v.object({ id: rowId, conversationId: rowId, seq: v.number() }),
  note: v.object({ id: rowId, conversationId: rowId }),
  upload: v.object({ id: v.string() }),
  number,
  check: v.object({ problems: v.array(problem) }),
  step: v.object({ problem: v.nullable(problem) }),
  life: v.object({ number, problem: v.nullable(problem) }),
  shortLink: v.object({ code: v.string(), url: v.string() }),
} satisfies Record<string, Receipt>;

const readScopes: Partial<Record<ApiScope, ApiScope>> = {
  'conversations:write': 'conversations:read',
  'numbers:write': 'numbers:read',
};

/** Whether a route with this scope is called by a token that may not read what it changes. */
export function isBlind(scope: ApiScope | undefined, scopes: readonly ApiScope[] | null): boolean {
  const readScope = scope && readScopes[scope];
  return readScope !== undefined && scopes !== null && !scopes.includes(readScope);
}

export async function answerBlind(receipt: Receipt, answer: () => Promise<Response>): Promise<Response> {
  try {
    const told = await answer();
    return told.status === 204 ? told : json(v.parse(receipt, await told.json()), told.status);
  } catch (error) {
    throw isApiError(error) ? withoutRows(error) : error;
  }
}

/** The details of a conflict are what stands in the row, such as another's answer; those of bad input are the caller's. */
function withoutRows({ status, code, message, details }: ApiError): ApiError {
  const isOfInput = code === 'invalid_input' || code === 'invalid_content';
  return new ApiError(status, code, message, isOfInput ? details : undefined);
}
