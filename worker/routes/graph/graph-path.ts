/** The ids in an address under `/graph/` are Meta's, not those of our inboxes. */
import { workspaceOf } from '../../objects.ts';
import type { SignedCall } from '../call.ts';
import { seenBy } from '../guard.ts';
import { GraphApiError, unknownObject } from './graph-error.ts';

/** The inbox of the number that the address names, if the caller may see it. */
export async function inboxAt({ env, params, session }: SignedCall): Promise<string> {
  const { version = '', id = '' } = params;
  if (!/^v\d{1,3}\.\d$/.test(version)) {
    throw new GraphApiError(2500, 'The address begins with a version, such as /graph/v23.0/.');
  }
  const numbers = seenBy(session, await workspaceOf(env).inboxes());
  const number = numbers.find(({ phoneNumberId }) => phoneNumberId === id);
  if (!number) throw unknownObject(id);
  return number.id;
}
