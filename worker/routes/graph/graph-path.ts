/** The ids in an address under `/graph/` are Meta's, not those of our inboxes. */
import type { InboxSummary } from '../../api/numbers/numbers.ts';
import { workspaceOf } from '../../objects.ts';
import type { SignedCall } from '../call.ts';
import { seenBy } from '../guard.ts';
import { GraphApiError, unknownObject } from './graph-error.ts';

/** The numbers that the caller may see, once the version in the address is one. */
export async function numbersOf({ env, params, session }: SignedCall): Promise<InboxSummary[]> {
  if (params.version !== undefined && !/^\d{1,3}\.\d$/.test(params.version)) {
    throw new GraphApiError(2500, 'A version looks like v23.0.');
  }
  return seenBy(session, await workspaceOf(env).numbers.list());
}

/** The number that the address names, if the caller may see it. */
export async function numberAt(call: SignedCall): Promise<InboxSummary> {
  const { id = '' } = call.params;
  const number = (await numbersOf(call)).find(({ phoneNumberId }) => phoneNumberId === id);
  if (!number) throw unknownObject(id);
  return number;
}

/** Refuses what goes out through a number that an admin has switched off. */
export function requireEnabled({ enabled }: InboxSummary): void {
  if (!enabled) throw new GraphApiError(131005, 'This number is switched off. An admin can turn it on.');
}
