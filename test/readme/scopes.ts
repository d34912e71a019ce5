/**
 * What API tokens may call, by scope, from the table of routes: `npm run readme` writes the README's list, `--check`
 * only says whether it is what the source gives.
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
  console.error('The README’s list of what API tokens may call is old. Run npm run readme.');
  process.exitCode = 1;
}
