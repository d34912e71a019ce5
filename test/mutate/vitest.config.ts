import { defineConfig } from 'vitest/config';

/** The plain tests alone: mutation runs them again and again, and the others need a runtime or a browser each time. */
export default defineConfig({
  test: { include: ['test/**/*.unit.test.ts'], environment: 'node', testTimeout: 20_000 },
});
