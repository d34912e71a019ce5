import { cloudflareTest } from '@cloudflare/vitest-pool-workers';
import { defineConfig } from 'vitest/config';
import { outside } from './test/worker/support/outside.ts';

// Vitest calls what Node 20 does not have, and tests start scripts written in TypeScript.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  throw new Error(
    `The tests need Node 22.18 or newer, and this is ${process.version}. Run \`npm test\` or \`npx vitest\`: they use the Node in node_modules.`,
  );
}

export default defineConfig({
  test: {
    // They wait more than they compute; on a machine with two cores Vitest would run one file at a time.
    maxWorkers: 3,
    provide: { isLong: process.env.LONG === '1' },
    projects: [
      {
        test: {
          name: 'unit',
          // The files share a process; `own-modules.ts` keeps them apart.
          isolate: false,
          include: ['test/**/*.unit.test.ts'],
          environment: 'node',
          testTimeout: 20_000,
          hookTimeout: 20_000,
          setupFiles: ['./test/own-modules.ts', './test/fixed-seed.ts', './test/patient-waits.ts'],
        },
      },
      {
        plugins: [
          cloudflareTest({
            wrangler: { configPath: './wrangler.toml' },
            miniflare: {
              bindings: {
                MASTER_KEY: `${'b'.repeat(43)}=`,
                MASTER_KEY_2: `${'a'.repeat(43)}=`,
                SETUP_TOKEN: 'test-setup-token-of-32-characters',
                // Nobody answers there: what a send comes to is tested against the stand-in.
                GRAPH_URL: 'http://127.0.0.1:1',
              },
              outboundService: outside,
            },
          }),
        ],
        test: {
          name: 'worker',
          // A runtime takes seconds to start, so the files share a few; `own-file.ts` keeps them apart.
          isolate: false,
          include: ['test/worker/**/*.test.ts'],
          exclude: ['**/*.unit.test.ts'],
          testTimeout: 20_000,
          hookTimeout: 20_000,
          setupFiles: [
            './test/worker/support/own-file.ts',
            './test/fixed-seed.ts',
            './test/patient-waits.ts',
          ],
        },
      },
      {
        plugins: [cloudflareTest({ wrangler: { configPath: './demo/cloud-api/wrangler.toml' } })],
        test: {
          name: 'demo',
          isolate: false,
          include: ['test/demo/**/*.test.ts'],
          exclude: ['**/*.unit.test.ts'],
          testTimeout: 20_000,
          hookTimeout: 20_000,
          setupFiles: [
            './test/worker/support/own-file.ts',
            './test/fixed-seed.ts',
            './test/patient-waits.ts',
          ],
        },
      },
      {
        test: {
          name: 'widget',
          // Each file has its own page and modules, in threads that the files share.
          pool: 'vmThreads',
          include: ['test/widget/**/*.test.ts'],
          exclude: ['**/*.unit.test.ts'],
          environment: 'happy-dom',
          testTimeout: 20_000,
          hookTimeout: 20_000,
          setupFiles: ['./test/fixed-seed.ts', './test/patient-waits.ts', './test/imports-settled.ts'],
        },
      },
      {
        test: {
          name: 'e2e',
          // As in `unit`: loading Playwright takes longer than a short journey.
          isolate: false,
          include: ['test/e2e/**/*.test.ts'],
          environment: 'node',
          globalSetup: './test/e2e/support/global-setup.ts',
          setupFiles: ['./test/own-modules.ts', './test/patient-waits.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // A journey is begun once more, and the report says "retry x1": two thousand tests in a browser on a busy
          // machine meet a moment that none of them is about. What fails twice fails.
          retry: 1,
          // A poll waits for something, as locators do; how long it takes is not what is tested.
          expect: { poll: { timeout: 30_000 } },
        },
      },
    ],
  },
});
