/** Packs the package and installs it outside the repository, into an app for each framework. */
import { execFile, execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, extname, join, normalize, resolve } from 'node:path';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { listening } from '../listening.ts';

const root = resolve(import.meta.dirname, '../..');
const packageDir = join(root, 'dist/package');

export interface Outcome {
  isOk: boolean;
  output: string;
}

export interface Apps {
  /** The package as it is built, and where it is installed. */
  source: string;
  folder: string;
  /** Paths in the tarball, with their sizes in bytes. */
  packed: Map<string, number>;
  /** All packages that installing the tarball adds. */
  installed: string[];
  /** Runs a command of an installed package in an app, and returns what it prints, whether or not it fails. */
  run(app: string, command: string, ...args: string[]): Promise<Outcome>;
  remove(): void;
}

/** If `PACKAGE_APPS` names a folder, it is kept, so that the frameworks are installed only once. */
export function installApps(): Apps {
  const reusedFolder = process.env.PACKAGE_APPS;
  const folder = reusedFolder ?? mkdtempSync(join(tmpdir(), 'message-us-apps-'));
  cpSync(join(import.meta.dirname, 'apps'), folder, {
    recursive: true,
    filter: (path) => !path.includes('node_modules'),
  });
  writeExamples(folder);
  if (!existsSync(join(folder, 'node_modules'))) npm(folder, 'ci');

  const packed = packInto(folder);
  const alone = join(folder, 'alone');
  rmSync(alone, { recursive: true, force: true });
  mkdirSync(alone, { recursive: true });
  writeFileSync(join(alone, 'package.json'), '{ "private": true }');
  npm(alone, 'install', '--no-package-lock', join(folder, packed.filename));
  const tree = v.parse(treeShape, JSON.parse(npm(alone, 'ls', '--all', '--json')));
  // The installed packages are copied to the apps, because a second installation would check their 900 MB again.
  cpSync(join(alone, 'node_modules'), join(folder, 'node_modules'), {
    recursive: true,
    filter: (path) => !path.includes('/node_modules/.'),
  });
  // Fails if the package does not accept the frameworks' versions.
  npm(folder, 'ls', 'message-us', 'react', 'vue', 'svelte');

  return {
    source: packageDir,
    folder,
    packed: new Map(packed.files.map(({ path, size }) => [path, size])),
    installed: namesIn(tree),
    run: (app, command, ...args) => run(join(folder, app), join(folder, 'node_modules/.bin', command), args),
    remove: () => reusedFolder ?? rmSync(folder, { recursive: true, force: true }),
  };
}

/** Copies the code blocks of docs/frameworks.md into the apps. Each block names its file. */
function writeExamples(folder: string): void {
  const text = readFileSync(join(root, 'docs/frameworks.md'), 'utf8');
  for (const [, path = '', code = ''] of text.matchAll(/^```\w+ title="([^"]+)"\n(.*?)^```$/gms)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), code);
  }
}

function packInto(folder: string) {
  const file = v.object({ path: v.string(), size: v.number() });
  const tarballs = v.tuple([v.object({ filename: v.string(), files: v.array(file) })]);
  const printed = npm(root, 'pack', packageDir, '--json', '--pack-destination', folder);
  return v.parse(tarballs, JSON.parse(printed))[0];
}

interface Tree {
  /** Absent for an optional package that is not installed. */
  version?: string | undefined;
  dependencies?: Record<string, Tree> | undefined;
}

const treeShape: v.GenericSchema<Tree> = v.object({
  version: v.optional(v.string()),
  dependencies: v.optional(
    v.record(
      v.string(),
      v.lazy(() => treeShape),
    ),
  ),
});

function namesIn({ dependencies = {} }: Tree): string[] {
  const installed = Object.entries(dependencies).filter(([, { version }]) => version !== undefined);
  return installed.flatMap(([name, tree]) => [name, ...namesIn(tree)]);
}

function npm(cwd: string, ...args: string[]): string {
  return execFileSync('npm', [...args, '--no-audit', '--no-fund', '--loglevel', 'error'], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

const execute = promisify(execFile);

export async function run(cwd: string, file: string, args: readonly string[]): Promise<Outcome> {
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ASTRO_TELEMETRY_DISABLED: '1', NODE_ENV: '' };
  try {
    const { stdout } = await execute(file, args, { cwd, encoding: 'utf8', env });
    return { isOk: true, output: stdout };
  } catch (error) {
    if (!(error instanceof Error) || !('stdout' in error) || !('stderr' in error)) throw error;
    return { isOk: false, output: `${error.stdout}${error.stderr}` };
  }
}

/** Serves the build of an app. */
export async function serve(folder: string): Promise<{ url: string; server: Server }> {
  const types: Record<string, string> = {
    '.html': 'text/html',
    '.js': 'text/javascript',
    '.css': 'text/css',
  };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = join(folder, normalize(pathname.endsWith('/') ? `${pathname}index.html` : pathname));
    if (!existsSync(path)) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': types[extname(path)] ?? 'text/plain' }).end(readFileSync(path));
  });
  return { url: `http://localhost:${await listening(server)}`, server };
}

/** Starts a framework's own server, and waits until it answers. */
export async function start(
  cwd: string,
  file: string,
  args: readonly string[],
  url: string,
): Promise<() => void> {
  const child = spawn(file, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
  const isUp = () =>
    fetch(url).then(
      () => true,
      () => false,
    );
  while (!(await isUp())) {
    if (child.exitCode !== null) throw new Error(`${file} ended with ${child.exitCode}.`);
    await new Promise((done) => setTimeout(done, 100));
  }
  return () => child.kill();
}

export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listening(server);
  server.close();
  return port;
}
