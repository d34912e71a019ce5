import { resolve } from 'node:path';

/** Where the demo keeps what both Workers have stored. */
export const stateDir = resolve(import.meta.dirname, '../.wrangler/demo');
