/** A wait is not a measurement. On a busy machine, an alarm or a job can take longer than Vitest's one second. */
import { vi } from 'vitest';

const { waitFor } = vi;
vi.waitFor = (callback, options) => waitFor(callback, options ?? { timeout: 10_000 });
