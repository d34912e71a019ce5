/**
 * The files of these tests share a process: starting one takes longer than most files run. Each has its own modules, so
 * that nothing cached in one is known in the next.
 */
import { afterAll, vi } from 'vitest';

vi.resetModules();
afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});
