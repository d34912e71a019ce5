/** Deletes the data of the demo: `npm run reset`. */
import { rm } from 'node:fs/promises';
import { emptyStateDir, stateDir } from './state.ts';

for (const dir of [stateDir, emptyStateDir]) await rm(dir, { recursive: true, force: true });
console.log('The demo starts empty next time.');
