/** The button beside others of its kind from npm, on the same page in the same browser. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { build } from 'vite';
import { launchChromium } from '../../chromium.ts';
import { accessibilityFaults } from '../../e2e/support/accessibility.ts';
import { listening } from '../../listening.ts';
import { quantile } from '../support/load.ts';

export interface ButtonFigures {
  name: string;
  /** All scripts and styles that the page loads, gzipped. */
  bytes: number;
  /** Milliseconds that the page's main thread runs scripts, median. */
  script: number;
  /** Milliseconds from the start of the visit to the frame in which the button is on the page, median. */
  visible: number;
  /** What the page asks for before anybody presses anything, and how many of it from others than the site. */
  requests: number;
  elsewhere: number;
  /** Kinds of fault that axe finds, with the button closed. */
  faults: number;
}

interface Candidate {
  name: string;
  /** What a site's own code would say, from a bundler. */
  entry: string;
}

const peers: readonly Candidate[] = [
  {
    name: 'react-floating-whatsapp@5.0.8',
    entry: `import { createElement } from 'react';
      import { createRoot } from 'react-dom/client';
      import { FloatingWhatsApp } from 'react-floating-whatsapp';
      createRoot(document.getElementById('root')).render(createElement(FloatingWhatsApp, { phoneNumber: '15550783881', accountName: 'Shop' }));`,
  },
  {
    name: 'react-whatsapp-widget@2.2.0',
    entry: `import { createElement } from 'react';
      import { createRoot } from 'react-dom/client';
      import { WhatsAppWidget } from 'react-whatsapp-widget';
      import 'react-whatsapp-widget/dist/index.css';
      createRoot(document.getElementById('root')).render(createElement(WhatsAppWidget, { phoneNumber: '15550783881' }));`,
  },
  {
    name: 'react-whatsapp-button@2.0.0',
    entry: `import { createElement } from 'react';
      import { createRoot } from 'react-dom/client';
      import Button from 'react-whatsapp-button';
      createRoot(document.getElementById('root')).render(createElement(Button, { countryCode: '1', phoneNumber: '5550783881' }));`,
  },
];

/** Each page is visited so many times, the candidates in turn. */
export async function measureButtons(rounds: number): Promise<ButtonFigures[]> {
  const folder = mkdtempSync(join(tmpdir(), 'message-us-peers-'));
  const pages = new Map<string, Map<string, string>>();
  pages.set('message-us', new Map([['/message-us.js', await ours()]]));
  try {
    writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
    const packages = ['react@18', 'react-dom@18', ...peers.map(({ name }) => name)];
    const flags = ['--no-audit', '--no-fund', '--ignore-scripts', '--legacy-peer-deps', '--silent'];
    execFileSync('npm', ['install', ...flags, ...packages], { cwd: folder, stdio: 'inherit' });
    for (const { name, entry } of peers) pages.set(name, await bundled(folder, entry));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }

  const server = createServer((request, response) => {
    const [, candidate = '', file = ''] =
      /^\/([^/]+)(\/.*)$/.exec(decodeURIComponent(request.url ?? '')) ?? [];
    const files = pages.get(candidate);
    const code = files?.get(file);
    if (code !== undefined) {
      response.setHeader('Content-Type', file.endsWith('.css') ? 'text/css' : 'text/javascript').end(code);
    } else if (files && file === '/') {
      const tags = [...files.keys()].map((path) =>
        path.endsWith('.css')
          ? `<link rel="stylesheet" href=".${path}">`
          : `<script type="module" src=".${path}"></script>`,
      );
      response
        .setHeader('Content-Type', 'text/html')
        .end(
          `<!doctype html><html lang="en"><meta charset="utf-8"><title>Shop</title><link rel="icon" href="data:,"><main><h1>Shop</h1><p>A page.</p></main><div id="root"></div>${candidate === 'message-us' ? '<message-us number="15550783881" floating></message-us>' : ''}${tags.join('')}`,
        );
    } else response.writeHead(404).end();
  });
  const port = await listening(server);
  const browser = await launchChromium();
  const visits = new Map<string, Visit[]>();
  try {
    for (let round = 0; round < rounds; round++) {
      for (const name of pages.keys()) {
        const url = `http://localhost:${port}/${encodeURIComponent(name)}/`;
        visits.set(name, [...(visits.get(name) ?? []), await visit(browser, url)]);
      }
    }
  } finally {
    await browser.close();
    server.close();
  }
  return [...visits].map(([name, all]) => {
    const files = [...(pages.get(name)?.values() ?? [])];
    const median = (of: (visit: Visit) => number) =>
      quantile(
        all.map(of).sort((a, b) => a - b),
        0.5,
      );
    return {
      name,
      bytes: files.reduce((sum, code) => sum + gzipSync(code, { level: 9 }).length, 0),
      script: median(({ script }) => script),
      visible: median(({ visible }) => visible),
      requests: median(({ requests }) => requests),
      elsewhere: median(({ elsewhere }) => elsewhere),
      faults: median(({ faults }) => faults),
    };
  });
}

type Visit = Pick<ButtonFigures, 'script' | 'visible' | 'requests' | 'elsewhere' | 'faults'>;

async function visit(browser: Browser, url: string): Promise<Visit> {
  const page = await browser.newPage();
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  // Others are not really asked; that they would be is what counts.
  await page.route(
    (asked) => !/^(data:|blob:)/.test(asked.href) && asked.origin !== new URL(url).origin,
    (route) => route.abort(),
  );
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await page.addInitScript(() => {
    const look = () => {
      const root = document.body?.lastElementChild;
      const ours = document.querySelector('message-us')?.shadowRoot?.querySelector('a');
      const theirs = [...(document.querySelectorAll('#root *') ?? []), ...(root ? [root] : [])].find(
        (element) =>
          element.id !== 'root' &&
          element.localName !== 'script' &&
          element.getBoundingClientRect().height > 20,
      );
      if (ours ?? (document.querySelector('message-us') ? null : theirs))
        Reflect.set(window, 'seenAt', performance.now());
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await page.goto(url);
  await page.waitForFunction(() => 'seenAt' in window, null, { timeout: 10_000 });
  await page.waitForLoadState('networkidle');
  const visible = Number(await page.evaluate(() => Reflect.get(window, 'seenAt')));
  const { metrics } = await session.send('Performance.getMetrics');
  const script = (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0) * 1_000;
  const asked = requests.filter((request) => request !== url && !request.startsWith('data:'));
  const faults = (await accessibilityFaults(page)).length;
  await page.close();
  const elsewhere = asked.filter((request) => new URL(request).origin !== new URL(url).origin).length;
  return { script, visible, requests: asked.length, elsewhere, faults };
}

function ours(): Promise<string> {
  return readFile(resolve(import.meta.dirname, '../../../dist/public/message-us.js'), 'utf8');
}

/** As a site would ship it: one minified bundle, with what the package needs. */
async function bundled(folder: string, entry: string): Promise<Map<string, string>> {
  writeFileSync(join(folder, 'entry.js'), entry);
  const built = await build({
    configFile: false,
    root: folder,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: { write: false, target: 'es2022', rolldownOptions: { input: join(folder, 'entry.js') } },
  });
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((one) =>
    'output' in one ? one.output : [],
  );
  return new Map(
    outputs.flatMap((part): [string, string][] => {
      if (part.type === 'chunk') return [[`/${part.fileName}`, part.code]];
      return part.fileName.endsWith('.css') ? [[`/${part.fileName}`, String(part.source)]] : [];
    }),
  );
}
