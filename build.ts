/**
 * `node build.ts public demo package`: makes these builds in `dist/`, in this order. A build is skipped if neither what
 * it reads nor what it wrote has changed since it was made. `--force` makes it all the same.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname);
const vite = 'node_modules/vite/bin/vite.js';

/** The command of each build. What a build reads is not listed one by one: anything in these places makes it again. */
const builds = {
  public: { command: [vite, 'build', '--mode', 'public'], reads: ['widget', 'worker', 'docs'] },
  demo: { command: [vite, 'build', '--mode', 'demo'], reads: ['demo', 'widget', 'worker'] },
  gallery: {
    command: [vite, 'build', '--mode', 'gallery'],
    reads: ['demo', 'widget', 'worker', 'test/fixtures'],
  },
  package: { command: ['widget/package/build.ts'], reads: ['widget', 'worker', 'LICENSE', 'CHANGELOG.md'] },
} as const;

/** Read by every build. npm writes the second one: what is installed, whatever the lock file says. */
const always = [
  'package.json',
  'node_modules/.package-lock.json',
  'vite.config.ts',
  'tsconfig*.json',
  'build.ts',
];

const names = process.argv.slice(2).filter((name) => name !== '--force');
for (const name of names) {
  if (!isBuild(name))
    throw new Error(`There is no build "${name}". Choose ${Object.keys(builds).join(', ')}.`);
  make(name);
}

function make(name: keyof typeof builds): void {
  const { command, reads } = builds[name];
  const output = `dist/${name}`;
  const stamp = join(root, 'dist', `${name}.stamp`);
  const inputs = [process.version, command.join(' '), digestOf([...always, ...reads])].join(' ');
  const stampNow = () => `${inputs} ${digestOf([output])}`;
  if (!process.argv.includes('--force') && existsSync(stamp) && readFileSync(stamp, 'utf8') === stampNow()) {
    console.log(`dist/${name} is up to date.`);
    return;
  }
  // A build that fails halfway leaves no stamp.
  rmSync(stamp, { force: true });
  const { status } = spawnSync(process.execPath, [...command], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stamp, stampNow());
}

/** Digest of the names and contents of files, in folders or matched by patterns. */
function digestOf(places: readonly string[]): string {
  const digest = createHash('sha256');
  const found = places.flatMap((place) => globSync([place, `${place}/**/*`], { cwd: root }));
  for (const path of [...new Set(found)].sort()) {
    const file = join(root, path);
    if (!statSync(file).isFile()) continue;
    digest.update(`${path}\0`).update(createHash('sha256').update(readFileSync(file)).digest());
  }
  return digest.digest('hex');
}

function isBuild(name: string): name is keyof typeof builds {
  return name in builds;
}
