/** Forgets everything the demo has stored: `npm run reset`. */
import { rm } from 'node:fs/promises';
import { stateDir } from './state.ts';

await rm(stateDir, { recursive: true, force: true });
console.log('The demo starts empty next time.');
