import { existsSync, readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../chromium.ts';
import { type Apps, freePort, installApps, run, serve, start } from './apps.ts';

const chat = 'https://wa.me/15550783881';

let apps: Apps;
let browser: Browser;
const servers: Server[] = [];

beforeAll(async () => {
  apps = installApps();
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  for (const server of servers) server.close();
  apps?.remove();
});

describe('the tarball', () => {
  it('has no dependency except Lit', () => {
    const known = [
      'message-us',
      'lit',
      'lit-element',
      'lit-html',
      '@lit/reactive-element',
      '@lit-labs/ssr-dom-shim',
      '@types/trusted-types',
    ];
    expect([...new Set(apps.installed)].sort()).toEqual(known.sort());
  });

  it('is at most 7.4 MB, of which 2.4 MB are names of emoji, and at most 1 MB without the inbox', () => {
    const isInbox = (path: string) => /^(console\/|agent-console[./]|analytics[./])/.test(path);
    const sizeOf = (files: [string, number][]) => files.reduce((sum, [, size]) => sum + size, 0);
    const files = [...apps.packed];
    const isEmojiData = (path: string) => /^console\/data-[\w-]{8}\.js$/.test(path);
    expect(sizeOf(files)).toBeLessThan(7_400_000);
    // Six languages, of which the browser loads one when the picker opens.
    expect(sizeOf(files.filter(([path]) => isEmojiData(path)))).toBeLessThan(2_400_000);
    expect(sizeOf(files.filter(([path]) => !isInbox(path)))).toBeLessThan(1_000_000);
  });

  it('contains no Worker, test or source files', () => {
    const known =
      /^(package\.json|LICENSE|[A-Z-]+\.md|[\w-]+\.(js|cjs|d\.ts|d\.cts|js\.map)|[\w.-]+\.json|(agent-console|analytics)\/element\.(js|d\.ts|d\.cts)|(parts|console|server|server\/parts)\/[\w-]+\.(js|cjs|js\.map))$/;
    expect([...apps.packed.keys()].filter((path) => !known.test(path))).toEqual([]);
  });
});

describe('publishing', () => {
  it('fails until the address of the repository is set', async () => {
    const { isOk, output } = await run(apps.folder, 'npm', ['publish', '--dry-run', apps.source]);
    expect({ isOk, output }).toEqual({
      isOk: false,
      output: expect.stringContaining('Set repository in the package.json'),
    });
  });

  it('is disabled for the repository itself', () => {
    const manifest = JSON.parse(readFileSync(join(apps.source, '../../package.json'), 'utf8'));
    expect(manifest.private).toBe(true);
  });

  it('finds a file for every link in the README', () => {
    const readme = readFileSync(join(apps.source, 'README.md'), 'utf8');
    const paths = Array.from(readme.matchAll(/\/(?:raw|blob)\/HEAD\/([^)#]+)/g), ([, path = '']) => path);
    expect(paths.length).toBeGreaterThan(3);
    expect(paths.filter((path) => !existsSync(join(apps.source, '../..', path)))).toEqual([]);
    expect(readme).not.toMatch(/\]\((?!https?:|#)/);
    expect(readme.split('\n').length).toBeLessThan(150);
  });
});

describe.concurrent('on a server', () => {
  const entries = [
    'message-us',
    'message-us/element',
    'message-us/agent-console',
    'message-us/agent-console/element',
    'message-us/analytics',
    'message-us/analytics/element',
    'message-us/client',
    'message-us/react',
    'message-us/vue',
    'message-us/svelte',
  ];
  const script = `
    const globals = () => [globalThis, Symbol, Event.prototype].flatMap((one) => Reflect.ownKeys(one)).length;
    const before = globals();
    for (const name of ${JSON.stringify(entries)}) await import(name);
    if (globals() !== before) throw new Error('A global has changed.');`;

  it.each([
    ['Node 20', 'node20', []],
    ['Node 22', 'node22', []],
    ['an edge runtime', 'node22', ['--conditions=edge-light']],
    ['a worker', 'node22', ['--conditions=worker']],
    ['workerd', 'node22', ['--conditions=workerd']],
  ])('%s can import every entry, and no global changes', async (_, node, options) => {
    expect(await runNode(node, ...options, '--input-type=module', '--eval', script)).toEqual({
      isOk: true,
      output: '',
    });
  });

  it.each(['node20', 'node22'])('%s can require every entry, and no global changes', async (node) => {
    const code = script.replace('await import(name)', 'require(name)');
    expect(await runNode(node, '--input-type=commonjs', '--eval', code)).toEqual({ isOk: true, output: '' });
  });

  it.each(['require.cjs', 'import.mjs'])('the example node/%s runs', async (file) => {
    const { isOk, output } = await runNode('node20', join(apps.folder, 'node', file));
    expect({ isOk, output }).toEqual({ isOk: true, output: expect.stringContaining('MessageUs') });
  });

  it('creating the inbox throws an error that it needs a browser', async () => {
    const code = `import { AgentConsole } from 'message-us/agent-console'; new AgentConsole();`;
    const { output } = await runNode('node22', '--input-type=module', '--eval', code);
    expect(output).toContain('needs a browser');
  });
});

describe.concurrent('types', () => {
  it.each([
    ['a page without a framework, in ES modules and CommonJS', 'page', 'tsc', ['-p', '.']],
    ['React', 'react', 'tsc', ['-p', '.']],
    ['Vue with strict templates', 'vue', 'vue-tsc', ['-p', '.']],
    ['Svelte', 'svelte', 'svelte-check', ['--tsconfig', 'tsconfig.json', '--fail-on-warnings']],
  ])('are correct in %s', async (_, app, command, args) => {
    const { isOk, output } = await apps.run(app, command, ...args);
    expect({ isOk, output }).toEqual({ isOk: true, output: expect.any(String) });
  });

  it('make Angular reject a handler with the wrong event type in strict templates', async () => {
    const { isOk, output } = await apps.run('angular', 'ngc', '-p', 'tsconfig.wrong.json');
    expect({ isOk, output }).toEqual({ isOk: false, output: expect.stringContaining("'MessageUsPress'") });
  });
});

describe.concurrent('in a built page of', () => {
  it.each([
    ['React', 'react', [['vite', 'build']]],
    ['Vue', 'vue', [['vite', 'build']]],
    ['Svelte', 'svelte', [['vite', 'build']]],
    [
      'Angular',
      'angular',
      [
        ['ngc', '-p', '.'],
        ['vite', 'build'],
      ],
    ],
    ['Astro', 'astro', [['astro', 'build']]],
  ])('%s, the button opens its card and its events reach the listener', async (_, app, commands) => {
    for (const [command = '', ...args] of commands)
      expect(await apps.run(app, command, ...args)).toEqual({ isOk: true, output: expect.any(String) });
    const { url, server } = await serve(join(apps.folder, app, 'dist'));
    servers.push(server);
    const { page, problems } = await open(url);
    await useButton(page);
    // Every example but Astro's shows the inbox as well, which asks the visitor to sign in.
    if (app !== 'astro') await page.locator('agent-console').getByRole('button').first().waitFor();
    expect(problems).toEqual([]);
  });
});

describe('in Next', () => {
  let url = '';
  let stop = () => {};

  beforeAll(async () => {
    expect(await apps.run('next', 'next', 'build')).toEqual({ isOk: true, output: expect.any(String) });
    const port = await freePort();
    url = `http://localhost:${port}`;
    stop = await start(
      join(apps.folder, 'next'),
      join(apps.folder, 'node_modules/.bin/next'),
      ['start', '-p', String(port)],
      url,
    );
  });

  afterAll(() => stop());

  it.each(['/', '/edge', '/chat', '/inbox'])(
    '%s is rendered on the server, with the fallback link in the button',
    async (path) => {
      const answer = await fetch(url + path);
      const html = await answer.text();
      expect(answer.status).toBe(200);
      expect(html).toMatch(
        path === '/inbox'
          ? /<agent-console worker="[^"]+"/
          : /<message-us number="\+1 555 078 3881"[^>]*><a href="https:\/\/wa\.me/,
      );
    },
  );

  it.each(['/', '/edge', '/chat'])('the button of %s has its settings after hydration', async (path) => {
    const { page, problems } = await open(url + path);
    await page.getByRole('link', { name: 'Ask us', exact: true }).click();
    await page.getByText('Hi!').waitFor();
    expect(problems).toEqual([]);
  });

  it('the listener of a component receives the events of the button after hydration', async () => {
    const { page, problems } = await open(`${url}/chat`);
    await useButton(page);
    expect(problems).toEqual([]);
  });

  it('the inbox loads when it is shown', async () => {
    const { page, problems } = await open(`${url}/inbox`);
    await page.locator('agent-console').getByRole('button').first().waitFor();
    expect(problems).toEqual([]);
  });
});

function runNode(node: string, ...args: string[]) {
  return run(apps.folder, join(apps.folder, 'node_modules', node, 'bin/node'), args);
}

/** Opens a page that can reach only its own server, and collects its errors and warnings, except blocked requests. */
async function open(url: string): Promise<{ page: Page; problems: string[] }> {
  const page = await browser.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => {
    const isBlocked = message.text().startsWith('Failed to load resource');
    if (!isBlocked && ['error', 'warning'].includes(message.type())) problems.push(message.text());
  });
  await page
    .context()
    .route(/./, (route) =>
      route.request().url().startsWith(new URL(url).origin) ? route.continue() : route.abort(),
    );
  await page.goto(url);
  return { page, problems };
}

/** Clicks the button and then the link in its card. The page shows the link that its listener received. */
async function useButton(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Ask us', exact: true }).click();
  await page.getByText('Hi!').waitFor();
  await page.getByRole('link', { name: /Open/ }).first().click();
  await page.locator('output', { hasText: chat }).waitFor();
}
