import { resolve } from 'node:path';

/** The folder with the stored data of both Workers. */
export const stateDir = resolve(import.meta.dirname, '../.wrangler/demo');
/** The same for `npm start -- --empty`, which starts empty each time. */
export const emptyStateDir = resolve(import.meta.dirname, '../.wrangler/demo-empty');
