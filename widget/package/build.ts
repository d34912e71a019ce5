/** `npm run build:package` builds the npm package in dist/package. That folder is published. */
import { resolve } from 'node:path';
import { bundle } from './bundle.ts';
import { writeFiles } from './files.ts';

const outDir = resolve(import.meta.dirname, '../../dist/package');

await bundle(outDir);
await writeFiles(outDir);
