import { resolve } from 'node:path';

/** Where the demo keeps what both Workers have stored. */
export const stateDir = resolve(import.meta.dirname, '../.wrangler/demo');
/** The same of `npm start -- --empty`, which begins anew each time. */
export const emptyStateDir = resolve(import.meta.dirname, '../.wrangler/demo-empty');
