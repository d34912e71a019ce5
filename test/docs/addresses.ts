/**
 * Checks that the tables of routes in docs/api.md list every route and no other, and mark each with the right role.
 * The descriptions are written by hand.
 */
import { type DocumentedRoute, routes } from './routes.ts';
import { readSection } from './section.ts';

const rows = readSection('routes')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => {
    const [, addresses = '', meaning = ''] = line.split('|').map((cell) => cell.trim());
    return { calls: callsIn(addresses), meaning };
  });
const problems = [
  ...routes
    .filter((route) => rows.every(({ calls }) => !calls.includes(callOf(route))))
    .map((route) => `${callOf(route)} is missing.`),
  ...rows.flatMap(({ calls }) =>
    calls
      .filter((call) => routes.every((route) => callOf(route) !== call))
      .map((call) => `${call} is not a route.`),
  ),
  ...rows.flatMap(({ calls, meaning }) => {
    const roles = new Set(routes.filter((route) => calls.includes(callOf(route))).map(({ role }) => role));
    const [only] = roles.size === 1 ? roles : [];
    return ['admin', 'anyone']
      .filter((role) => meaning.startsWith(`${role}: `) !== (role === only))
      .map((role) => `“${role}:” at ${calls.join(', ')} does not match the role in the table of routes.`);
  }),
];
for (const problem of problems) console.error(`docs/api.md: ${problem}`);
if (problems.length > 0) process.exitCode = 1;

/** `GET` and `PUT …/x` in one cell are two calls. The part after `?` is for readers and is not checked. */
function callsIn(cell: string): string[] {
  const calls: string[] = [];
  let methods: string[] = [];
  for (const [, method = '', address] of cell.matchAll(/`(\w+)(?: ([^`?]+)(?:\?[^`]*)?)?`/g)) {
    methods.push(method);
    if (address === undefined) continue;
    calls.push(...methods.map((one) => `${one} ${address}`));
    methods = [];
  }
  return calls;
}

function callOf({ method, address }: DocumentedRoute): string {
  return `${method} ${address}`;
}
