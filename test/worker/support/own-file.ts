/**
 * The files of these tests share one runtime, which takes seconds to start. Each has its own modules, so that nothing
 * cached in one is known in the next, and leaves no storage, no object and no alarm.
 */
import { reset } from 'cloudflare:test';
import { afterAll, vi } from 'vitest';

vi.resetModules();
afterAll(async () => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  await reset();
  // The long forms leave thousands of objects to delete.
}, 300_000);
