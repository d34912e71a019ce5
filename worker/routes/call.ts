/** What every route has, and what its handler is given. */
import type { ApiScope } from '../api.ts';
import type { Env } from '../env.ts';
import type { SignedIn } from '../workspace/people/sessions.ts';
import type { Receipt } from './receipts.ts';

/** What a route is given. `session` is who calls; null only where the role is `anyone`. */
export interface Call {
  request: Request;
  env: Env;
  url: URL;
  params: Record<string, string>;
}

export interface SignedCall extends Call {
  session: SignedIn;
}

export type Route = { method: 'GET' | 'POST' | 'PUT' | 'DELETE'; path: string } & (
  | {
      role: 'anyone';
      scope?: never;
      /** Whether an address that calls it too often has to wait: not Meta, nor a page that shows many pictures. */
      isCounted?: true;
      handle(call: Call): Promise<Response> | Response;
    }
  | {
      role: 'agent' | 'admin';
      /** Which API tokens may; without one, none. */
      scope?: ApiScope;
      /** What a token is answered that has this scope and may not read; without one, `{}`. */
      receipt?: Receipt;
      /** Not for a session of another site's page: what it makes would outlive that session. */
      isOwnPagesOnly?: true;
      handle(call: SignedCall): Promise<Response>;
    }
);
