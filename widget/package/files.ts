/** Writes the package's package.json, its README, and all other files that are not bundled. */
import { readFileSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import * as v from 'valibot';
import { clientTypes } from './client-types.ts';
import { commonJsTypes } from './declarations.ts';
import { cssDataOf, htmlDataOf, webTypesOf } from './editor-data.ts';
import { readElements } from './elements.ts';
import { manifestOf } from './manifest.ts';

const root = resolve(import.meta.dirname, '../..');

/** The fields copied from the repository's package.json. */
const taken = v.object({
  name: v.string(),
  version: v.string(),
  description: v.string(),
  keywords: v.array(v.string()),
  license: v.string(),
  author: v.string(),
  type: v.literal('module'),
  engines: v.object({ node: v.string() }),
  customElements: v.string(),
  'web-types': v.string(),
  main: v.string(),
  module: v.string(),
  types: v.string(),
  exports: v.record(v.string(), v.union([v.string(), v.record(v.string(), v.unknown())])),
  dependencies: v.record(v.string(), v.string()),
  peerDependencies: v.record(v.string(), v.string()),
  peerDependenciesMeta: v.record(v.string(), v.object({ optional: v.boolean() })),
});

const { repository, ...ours } = readOurs();
const placeholder = 'YOUR-ACCOUNT';

export async function writeFiles(outDir: string): Promise<void> {
  const write = (name: string, content: string) => writeFile(join(outDir, name), content);
  const writeJson = (name: string, value: object) => write(name, `${JSON.stringify(value, null, 2)}\n`);

  await writeJson('package.json', packageJson());
  await write('README.md', await readmeText());
  await copyFile(join(root, 'LICENSE'), join(outDir, 'LICENSE'));
  await copyFile(join(root, 'CHANGELOG.md'), join(outDir, 'CHANGELOG.md'));

  const elements = readElements();
  await writeJson('custom-elements.json', manifestOf(elements));
  await writeJson('vscode.html-custom-data.json', htmlDataOf(elements));
  await writeJson('vscode.css-custom-data.json', cssDataOf(elements));
  await writeJson('web-types.json', webTypesOf(elements, ours.name, ours.version));

  for (const [element, aloneName] of [
    ['message-us', 'element'],
    ['agent-console', 'agent-console/element'],
    ['analytics', 'analytics/element'],
  ] as const) {
    const from = aloneName.includes('/') ? `../${element}` : `./${element}`;
    const types = await readFile(join(outDir, `${element}.d.ts`), 'utf8');
    await write(`${element}.d.cts`, commonJsTypes(`./${element}`, types));
    // The entry without registration has the same types as the one with it.
    await write(`${aloneName}.d.ts`, `export * from '${from}.js';\n`);
    await write(`${aloneName}.d.cts`, commonJsTypes(from, types));
  }
  const client = clientTypes();
  await write('client.d.ts', client);
  await write('client.d.cts', commonJsTypes('./client', client));
  await joinLicenses(outDir);
}

function packageJson(): object {
  const address = repository.replace(/(\.git)?$/, '');
  return {
    ...inPackage(ours),
    homepage: `${address}#readme`,
    repository: { type: 'git', url: `git+${address}.git` },
    bugs: { url: `${address}/issues` },
    // Every entry except the plain class registers an element. The repository's package.json has no such field, because
    // there it would refer to the source.
    sideEffects: [
      ...[
        './message-us.js',
        './agent-console.js',
        './agent-console/*',
        './analytics.js',
        './analytics/*',
        './console/*',
        './parts/*',
        './server/**',
      ],
      ...['./react.*', './svelte.*', './vue.*'],
    ],
    // Prevents publishing with broken links.
    ...(address.includes(placeholder) && {
      scripts: {
        prepublishOnly: `node -e "console.error('Set repository in the package.json of the repository to its address, and run npm run docs.'); process.exit(1)"`,
      },
    }),
  };
}

/** Removes `dist/package` from paths. */
function inPackage<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value).replaceAll('./dist/package/', './'));
}

/** A registry shows the README outside the repository, so relative links become full addresses. */
async function readmeText(): Promise<string> {
  const address = repository.replace(/(\.git)?$/, '');
  const text = await readFile(join(import.meta.dirname, 'README.md'), 'utf8');
  return text.replaceAll(/\]\((?!https?:|#)([^)#]*)([^)]*)\)/g, (_, path: string, anchor: string) => {
    const view = /\.(png|svg)$/.test(path) ? 'raw' : 'blob';
    const inRepository = relative(root, resolve(import.meta.dirname, path)).replaceAll('\\', '/');
    return `](${address}/${view}/HEAD/${inRepository}${anchor})`;
  });
}

/** Writes one file with the licenses of all bundled packages. */
async function joinLicenses(outDir: string): Promise<void> {
  const sections = new Map<string, string>();
  for (const name of (await readdir(outDir)).filter((one) => one.startsWith('licenses-'))) {
    const text = await readFile(join(outDir, name), 'utf8');
    for (const section of text.split(/^(?=## )/m).slice(1))
      sections.set(section.split('\n')[0] ?? '', section.trim());
    await rm(join(outDir, name));
  }
  const sorted = [...sections].sort(([a], [b]) => a.localeCompare(b)).map(([, text]) => text);
  const head = '# Licenses of bundled packages\n\nThe source of each is on npm under its name and version.';
  await mkdir(outDir, { recursive: true });
  await writeFile(join(outDir, 'THIRD-PARTY-LICENSES.md'), `${[head, ...sorted].join('\n\n')}\n`);
}

function readOurs() {
  const json: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return v.parse(v.object({ ...taken.entries, repository: v.string() }), json);
}
