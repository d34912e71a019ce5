/** Part of `npm run check`, after the build: fails when an element's first load is over its budget. */
import { budgets, firstLoad } from './sizes.ts';

for (const [entry, budget] of Object.entries(budgets)) {
  const bytes = firstLoad(entry);
  console.log(`${entry}: ${bytes} bytes of at most ${budget}, gzip, with all that it imports statically.`);
  if (bytes <= budget) continue;
  console.error(
    `${entry} is ${bytes - budget} bytes too heavy: load on demand what its first paint does not need.`,
  );
  process.exitCode = 1;
}
