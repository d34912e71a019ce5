/** `npm run test:long`: the random tests with tens of thousands of cases and eight simulated weeks, then the long chaos. */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const tests = [
  'test/worker/whatsapp/identity/persons.property.unit.test.ts',
  'test/worker/inbox/analytics/recount.test.ts',
  'test/worker/inbox/automation/turns/turns-simulation.test.ts',
  'test/worker/inbox/automation/modes-model.test.ts',
  'test/worker/inbox/contacts/identity.test.ts',
  'test/worker/inbox/convergence.test.ts',
  'test/worker/inbox/deliveries/deliveries.test.ts',
  'test/worker/inbox/simulation.test.ts',
  'test/worker/whole/faults.test.ts',
  'test/worker/whole/long-run.test.ts',
];
for (const args of [['node_modules/vitest/vitest.mjs', 'run', ...tests], ['test/chaos/run.ts']]) {
  const { status } = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, LONG: '1' },
  });
  if (status !== 0) process.exit(status ?? 1);
}
