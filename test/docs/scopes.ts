/**
 * The routes that API tokens can call, by scope, from the table of routes: `npm run docs` writes the list, `--check`
 * only says whether it is up to date.
 */
import { routes } from './routes.ts';
import { writeSections } from './section.ts';

/** Scope → address → methods. */
const scopes = new Map<string, Map<string, string[]>>();
for (const { method, address, scope } of routes) {
  if (scope === null) continue;
  const addresses = scopes.get(scope) ?? new Map<string, string[]>();
  addresses.set(address, [...(addresses.get(address) ?? []), method]);
  scopes.set(scope, addresses);
}
const lines = [...scopes].map(
  ([scope, addresses]) =>
    `- \`${scope}\`: ${[...addresses].map(([address, methods]) => `\`${methods.join('`, `')} ${address}\``).join(', ')}`,
);

const isCheck = process.argv.includes('--check');
if (!writeSections({ scopes: lines.join('\n') }, isCheck) && isCheck) {
  console.error('The documentation’s list of routes by scope is out of date. Run npm run docs.');
  process.exitCode = 1;
}
