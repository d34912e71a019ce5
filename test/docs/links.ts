/**
 * Whether the documentation's links lead somewhere: files exist, and so do the headings that an anchor names. The same
 * for paths of this repository and for `npm run` commands that are written as code.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import * as v from 'valibot';

const root = resolve(import.meta.dirname, '../..');
const documents = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => path !== '' && existsSync(join(root, path)));
const manifest = v.object({ scripts: v.record(v.string(), v.string()) });
const { scripts } = v.parse(manifest, JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));

const problems = documents.flatMap((path) => {
  const text = readFileSync(join(root, path), 'utf8');
  return [...brokenLinks(path, text), ...missingFiles(text), ...unknownScripts(text)].map(
    (problem) => `${path}: ${problem}`,
  );
});
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;

function brokenLinks(path: string, text: string): string[] {
  const targets = Array.from(withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g), ([, target = '']) => target);
  return targets
    .filter((target) => !/^[a-z]+:/.test(target))
    .flatMap((target) => {
      const [file = '', anchor] = target.split('#');
      const found = file === '' ? path : relative(root, resolve(root, dirname(path), file));
      if (!existsSync(join(root, found))) return [`the link to ${target} has no file.`];
      if (anchor === undefined) return [];
      return headingsOf(found).includes(anchor) ? [] : [`the link to ${target} has no heading.`];
    });
}

/** Anchors as GitHub makes them of headings. */
function headingsOf(path: string): string[] {
  const text = withoutCode(readFileSync(join(root, path), 'utf8'));
  const headings = Array.from(text.matchAll(/^#{1,6} (.+)$/gm), ([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
  return headings.map((heading, index) => {
    const earlier = headings.slice(0, index).filter((one) => one === heading).length;
    return earlier === 0 ? heading : `${heading}-${earlier}`;
  });
}

/** Such as `worker/inbox/inbox.ts`; a path with a placeholder names no file. */
function missingFiles(text: string): string[] {
  const folders = /`((?:worker|widget|demo|test|docs|package|\.ci|\.github)\/[^`\s…*{<]*)`/g;
  return Array.from(text.matchAll(folders), ([, path = '']) => path)
    .filter((path) => !existsSync(join(root, path)))
    .map((path) => `there is no ${path}.`);
}

function unknownScripts(text: string): string[] {
  return Array.from(text.matchAll(/\bnpm run ([\w:-]+)/g), ([, name = '']) => name)
    .filter((name) => !(name in scripts))
    .map((name) => `package.json has no script ${name}.`);
}

function withoutCode(text: string): string {
  return text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, (code) => code.replace(/[[\]()]/g, ''));
}
