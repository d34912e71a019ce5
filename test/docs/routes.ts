/** The table of routes, parsed as text because it can be imported only inside the Worker. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

export interface DocumentedRoute {
  method: string;
  path: string;
  /** As in docs/api.md: `…` is a number, `…/{id}` one of its conversations; under `/api` unless it names the host. */
  address: string;
  role: string;
  scope: string | null;
}

const file = readFileSync(resolve(import.meta.dirname, '../../worker/routes/table.ts'), 'utf8');
const source = /^export const routes\b[\s\S]*?^\];/m.exec(file)?.[0] ?? '';
const written = /method: '(\w+)',\s*path: '([^']+)',\s*role: '(\w+)',(?:\s*scope: '([\w:]+)')?/g;

export const routes: readonly DocumentedRoute[] = Array.from(
  source.matchAll(written),
  ([, method = '', path = '', role = '', scope = null]) => ({
    method,
    path,
    address: addressOf(path),
    role,
    scope,
  }),
);
if (routes.length === 0 || routes.length !== source.split("method: '").length - 1) {
  throw new Error('A route in worker/routes/table.ts is written in a way that this script cannot parse.');
}

function addressOf(path: string): string {
  const named = path.replace(/:(\w+)/g, '{$1}');
  if (!named.startsWith('/api/')) return `YOUR-WORKER${named}`;
  return named
    .replace('/api/inboxes/{inbox}/conversations/{id}/', '…/{id}/')
    .replace('/api/inboxes/{inbox}/', '…/')
    .replace('/api/', '/');
}
