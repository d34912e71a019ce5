/** Part of `npm run check`, after the build: fails when an element's first load, or the card, is over its budget. */
import { budgets, cardBudgets, cardOnComputer, firstLoad, qrCode } from './sizes.ts';

const measured: [what: string, bytes: number, budget: number][] = [
  ...Object.entries(budgets).map(([entry, budget]): [string, number, number] => [
    `${entry}, with all that it imports statically`,
    firstLoad(entry),
    budget,
  ]),
  ['the card of the button, with business hours', cardOnComputer(), cardBudgets.card],
  ['the QR code of the card', qrCode(), cardBudgets.qrCode],
];

for (const [what, bytes, budget] of measured) {
  console.log(`${what}: ${bytes} bytes of at most ${budget}, gzip.`);
  if (bytes <= budget) continue;
  console.error(`${what}: ${bytes - budget} bytes too heavy. Load on demand what few visitors need.`);
  process.exitCode = 1;
}
