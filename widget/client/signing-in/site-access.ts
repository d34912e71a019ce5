/** Whether the inbox may be shown on the pages of this site. */
import { isReachable } from '../api/api-client.ts';
import { failureOf } from '../api/api-failure.ts';
import { isAllowedSite } from '../api/people/sign-in.ts';

/** Null if it cannot be known. The request also adds a site that is not allowed to the list that an admin sees. */
export async function mayShowHere(worker: string): Promise<boolean | null> {
  let isAllowed: boolean | null = null;
  const failure = await failureOf(async () => {
    isAllowed = await isAllowedSite(worker, location.origin);
  });
  // The Worker answers, but not to this site.
  return failure?.code === 'unreachable' && (await isReachable(worker)) ? false : isAllowed;
}
