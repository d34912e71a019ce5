/** Whether the inbox lets this page's site in. */
import { ApiClient, ApiFailure } from './api-client.ts';

/** Null: it cannot be known. Asking also puts a site that is not let in on the list that an admin sees. */
export async function mayShowHere(worker: string): Promise<boolean | null> {
  try {
    return await ApiClient.mayOpen(worker, location.origin);
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error;
    return error.code === 'unreachable' && (await isReachable(worker)) ? false : null;
  }
}

/** By its script, which every site may read: what fails beside it was refused, and not out of reach. */
async function isReachable(worker: string): Promise<boolean> {
  const asked = { method: 'HEAD', credentials: 'omit', cache: 'no-store' } as const;
  return fetch(`${worker}/agent-console.js`, asked).then(
    () => true,
    () => false,
  );
}
