/**
 * The address of the repository is in one place, `repository` in package.json: this writes the Deploy button of the
 * README from it, and fails if the address appears anywhere else in the documentation. `--check` writes nothing.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as v from 'valibot';
import { writeSections } from './section.ts';

const root = resolve(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const { repository } = v.parse(v.object({ repository: v.string() }), JSON.parse(read('package.json')));

const isCheck = process.argv.includes('--check');
const button = `[![Deploy to Cloudflare](https://deploy.workers.cloudflare.com/button)](https://deploy.workers.cloudflare.com/?url=${repository})`;
const isSame = writeSections({ 'deploy-button': button }, isCheck);

const pages = [
  'README.md',
  'widget/package/README.md',
  ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`),
];
const others = pages
  .filter((path) => path.endsWith('.md'))
  .filter((path) => read(path).replace(`?url=${repository}`, '').includes(repository));

const problems = [
  ...(isCheck && !isSame ? ['The Deploy button is not that of package.json. Run npm run docs.'] : []),
  ...others.map((path) => `${path} names the repository. Link to the file instead: ./ or ../.`),
];
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
