/** Runs every test of every level: `npm test`. Arguments go to Vitest, such as a path or `--project worker`. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findChromium, installChromium } from './chromium.ts';

const root = resolve(import.meta.dirname, '..');
const scratch = mkdtempSync(join(tmpdir(), 'message-us-test-'));
const report = join(scratch, 'report.json');

process.env.CHROMIUM_PATH = findChromium() ?? installChromium();
run('node_modules/vite/bin/vite.js', ['build', '--mode', 'public', '--logLevel', 'warn']);
run('node_modules/vite/bin/vite.js', ['build', '--mode', 'demo', '--logLevel', 'warn']);
const status = run(
  'node_modules/vitest/vitest.mjs',
  ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...process.argv.slice(2)],
  { mayFail: true },
);
printTotals();
rmSync(scratch, { recursive: true, force: true });
process.exit(status);

function run(script: string, args: string[], { mayFail = false } = {}): number {
  const { status } = spawnSync(process.execPath, [join(root, script), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, WRANGLER_SEND_METRICS: 'false' },
  });
  if (status !== 0 && !mayFail) process.exit(status ?? 1);
  return status ?? 1;
}

function printTotals(): void {
  const totals: unknown = JSON.parse(readFileSync(report, 'utf8'));
  if (
    totals === null ||
    typeof totals !== 'object' ||
    !('numPassedTests' in totals) ||
    !('numFailedTests' in totals)
  ) {
    throw new Error('Vitest wrote a report in a form we do not know.');
  }
  console.log(`${totals.numPassedTests} passed, ${totals.numFailedTests} failed`);
}
