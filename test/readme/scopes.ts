/**
 * What API tokens may call, by scope, from the table of routes: `npm run readme` writes the README's list, `--check`
 * only says whether it is what the source gives. The table itself runs in the Worker alone, so its text is read.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { writeSections } from './section.ts';

const source = readFileSync(resolve(import.meta.dirname, '../../worker/routes/table.ts'), 'utf8');
const route = /method: '(\w+)',\s*path: '([^']+)',\s*role: '\w+',(?:\s*scope: '([\w:]+)')?/g;
const found = [...source.matchAll(route)];
if (found.length !== source.split("method: '").length - 2) {
  throw new Error('A route is written in a way that this script does not read.');
}

/** Scope → address → methods. */
const scopes = new Map<string, Map<string, string[]>>();
for (const [, method = '', path = '', scope] of found) {
  if (scope === undefined) continue;
  const paths = scopes.get(scope) ?? new Map<string, string[]>();
  const shown = path
    .replace('/api/inboxes/:inbox/conversations/:id/', '…/{id}/')
    .replace('/api/inboxes/:inbox/', '…/')
    .replace('/api', '')
    .replace(/:(\w+)/g, '{$1}');
  paths.set(shown, [...(paths.get(shown) ?? []), method]);
  scopes.set(scope, paths);
}
const lines = [...scopes].map(
  ([scope, paths]) =>
    `- \`${scope}\`: ${[...paths].map(([path, methods]) => `\`${methods.join('`, `')} ${path}\``).join(', ')}`,
);

const isCheck = process.argv.includes('--check');
if (!writeSections({ scopes: lines.join('\n') }, isCheck) && isCheck) {
  console.error('The README’s list of what API tokens may call is old. Run npm run readme.');
  process.exitCode = 1;
}
