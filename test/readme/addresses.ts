/**
 * Whether the README's tables of addresses have every route and no other, and say `admin:` and `anyone:` of those that
 * are for them. What a route is for is written by hand.
 */
import { routes, type ToldRoute } from './routes.ts';
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
    .map((route) => `${callOf(route)} is not in it.`),
  ...rows.flatMap(({ calls }) =>
    calls
      .filter((call) => routes.every((route) => callOf(route) !== call))
      .map((call) => `${call} is no route.`),
  ),
  ...rows.flatMap(({ calls, meaning }) => {
    const roles = new Set(routes.filter((route) => calls.includes(callOf(route))).map(({ role }) => role));
    const [only] = roles.size === 1 ? roles : [];
    return ['admin', 'anyone']
      .filter((role) => meaning.startsWith(`${role}: `) !== (role === only))
      .map((role) => `“${role}:” at ${calls.join(', ')} is not what the table of routes says.`);
  }),
];
for (const problem of problems) console.error(`The README’s addresses: ${problem}`);
if (problems.length > 0) process.exitCode = 1;

/** `GET` and `PUT …/x` in one cell are two calls. What follows `?` is said for whoever reads. */
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

function callOf({ method, address }: ToldRoute): string {
  return `${method} ${address}`;
}
