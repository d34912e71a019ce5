import { ApiFailure } from '../client/api-client.ts';
import { strings } from '../locales/first-strings.ts';

/** The page is asked once for each start; what goes wrong in its function is said like any other failure. */
export function tokenOf(getToken: () => Promise<string>): () => Promise<string> {
  let token: Promise<string> | null = null;
  return () => {
    token ??= getToken().catch(() => {
      throw new ApiFailure(0, 'no_token', strings.noToken);
    });
    return token;
  };
}
