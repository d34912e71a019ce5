/** The long form: `npm run test:chaos`. The short one is part of `npm test`. */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { runChaos } from './chaos.ts';

const root = resolve(import.meta.dirname, '../..');
const built = spawnSync(process.execPath, ['build.ts', 'public', 'demo'], { cwd: root, stdio: 'inherit' });
if (built.status !== 0) process.exit(built.status ?? 1);
const report = await runChaos({ kills: 10, perKill: { written: 400, answered: 15 } });
console.log(JSON.stringify(report, null, 2));
process.exit(report.violations.length === 0 ? 0 : 1);
