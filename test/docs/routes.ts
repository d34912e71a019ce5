/** The routes as docs/api.md writes them. */
import { routes as declared } from '../../worker/api/routes/index.ts';

export interface DocumentedRoute {
  method: string;
  path: string;
  /** As in docs/api.md: `…` is a number, `…/{id}` one of its conversations; under `/api` unless it names the host. */
  address: string;
  role: string;
  scope: string | null;
}

export const routes: readonly DocumentedRoute[] = declared.map(({ method, path, role, scope = null }) => ({
  method,
  path,
  address: addressOf(path),
  role,
  scope,
}));

function addressOf(path: string): string {
  const named = path.replace(/:(\w+)/g, '{$1}');
  if (!named.startsWith('/api/')) return `YOUR-WORKER${named}`;
  return named
    .replace('/api/inboxes/{inbox}/conversations/{id}/', '…/{id}/')
    .replace('/api/inboxes/{inbox}/', '…/')
    .replace('/api/', '/');
}
