import { afterAll, vi } from 'vitest';

// An element imports what it shows on demand, and the module runner of a file that has ended refuses it.
afterAll(() => vi.dynamicImportSettled());
