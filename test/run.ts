/** Runs every test of every level: `npm test`. Arguments go to Vitest, such as a path or `--project worker`. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findChromium, installChromium } from './chromium.ts';
import { installInterpreters } from './interpreters.ts';

const root = resolve(import.meta.dirname, '..');
const scratch = mkdtempSync(join(tmpdir(), 'message-us-test-'));
const report = join(scratch, 'report.json');
let running: ChildProcess | undefined;

// A signal to this process alone would leave the tests and all that they have started running.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    running?.kill(signal);
  });
}
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

if (findChromium() === null) installChromium();
installInterpreters();
const buildStatus = await run('build.ts', ['public', 'demo', 'gallery']);
if (buildStatus !== 0) process.exit(buildStatus);
const reporters = ['default', 'json', join(import.meta.dirname, 'retried.ts')];
const status = await run('node_modules/vitest/vitest.mjs', [
  'run',
  ...reporters.map((reporter) => `--reporter=${reporter}`),
  `--outputFile.json=${report}`,
  ...process.argv.slice(2),
]);
if (existsSync(report)) printTotals();
process.exit(status);

/** The exit status; 1 for a run that a signal ended. */
function run(script: string, args: string[]): Promise<number> {
  const child = spawn(process.execPath, [join(root, script), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, WRANGLER_SEND_METRICS: 'false' },
  });
  running = child;
  return new Promise((done) => child.once('exit', (code) => done(code ?? 1)));
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
