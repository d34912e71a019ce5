/** Answers an API token that can write but not read with the receipt of the route. */
import * as v from 'valibot';
import type { ApiScope } from '../../api/roles.ts';
import { receipts } from '../../api/routes/receipts.ts';
import type { Route } from '../../api/routes/route.ts';
import { ApiError, isApiError } from '../../errors.ts';
import { json } from './json-answer.ts';

const readScopes: Partial<Record<ApiScope, ApiScope>> = {
  'conversations:write': 'conversations:read',
  'numbers:write': 'numbers:read',
};

/** Whether the caller is a token that may not read the data of this route. */
export function isBlind({ scope, isForEveryToken }: Route, scopes: readonly ApiScope[] | null): boolean {
  const readScope = isForEveryToken ? scope : scope && readScopes[scope];
  return readScope !== undefined && scopes !== null && !scopes.includes(readScope);
}

export async function answerBlind(
  { status, receipt = receipts.nothing }: Route,
  answer: () => Promise<unknown>,
): Promise<Response> {
  try {
    const value = await answer();
    return status === 204 ? new Response(null, { status }) : json(v.parse(receipt, value), status);
  } catch (error) {
    throw isApiError(error) ? withoutRows(error) : error;
  }
}

/**
 * The details of a conflict contain stored data, such as another agent's reply; those of bad input are the caller's
 * own.
 */
function withoutRows({ status, code, message, details }: ApiError): ApiError {
  const isOfInput = code === 'invalid_input' || code === 'invalid_content';
  return new ApiError(status, code, message, isOfInput ? details : undefined);
}
