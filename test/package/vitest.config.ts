import { defineConfig } from 'vitest/config';

/** `npm run test:package`. Not part of `npm test`, because it installs every framework from the registry. */
export default defineConfig({
  test: {
    include: ['test/package/*.test.ts'],
    environment: 'node',
    fileParallelism: false,
    // Type checkers and bundlers keep one core busy each.
    maxConcurrency: 2,
    testTimeout: 180_000,
    hookTimeout: 300_000,
  },
});
