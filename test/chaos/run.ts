/** The long form: `npm run test:chaos`. The short one is part of `npm test`. */
import { runChaos } from './chaos.ts';

const report = await runChaos({ kills: 10, perKill: { written: 400, answered: 15 } });
console.log(JSON.stringify(report, null, 2));
process.exit(report.violations.length === 0 ? 0 : 1);
