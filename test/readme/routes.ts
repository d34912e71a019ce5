/** The table of routes, whose text is read because the table itself runs in the Worker alone. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

export interface ToldRoute {
  method: string;
  /** As the README writes it: `…` is a number, `…/{id}` one of its conversations; under `/api` unless it names the host. */
  address: string;
  role: string;
  scope: string | null;
}

const source = readFileSync(resolve(import.meta.dirname, '../../worker/routes/table.ts'), 'utf8');
const written = /method: '(\w+)',\s*path: '([^']+)',\s*role: '(\w+)',(?:\s*scope: '([\w:]+)')?/g;

export const routes: readonly ToldRoute[] = Array.from(
  source.matchAll(written),
  ([, method = '', path = '', role = '', scope = null]) => ({
    method,
    address: addressOf(path),
    role,
    scope,
  }),
);
if (routes.length !== source.split("method: '").length - 2) {
  throw new Error('A route is written in a way that this script does not read.');
}

function addressOf(path: string): string {
  const named = path.replace(/:(\w+)/g, '{$1}');
  if (!named.startsWith('/api/')) return `YOUR-WORKER${named}`;
  return named
    .replace('/api/inboxes/{inbox}/conversations/{id}/', '…/{id}/')
    .replace('/api/inboxes/{inbox}/', '…/')
    .replace('/api/', '/');
}
