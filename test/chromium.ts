import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir, platform } from 'node:os';
import { join, resolve } from 'node:path';
import { type Browser, type BrowserServer, chromium, type LaunchOptions } from 'playwright-core';

const installed: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium'],
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
  win32: ['C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'],
};

/** The path of a Chromium on this machine, or null. `CHROMIUM_PATH` decides when it is set. */
export function findChromium(): string | null {
  const candidates = [
    process.env.CHROMIUM_PATH,
    ...(installed[platform()] ?? []),
    ...playwrightPaths('chromium', ['chrome-linux/chrome', 'chrome-linux64/chrome']),
  ];
  return candidates.find((path) => path !== undefined && existsSync(path)) ?? null;
}

/**
 * The path of a Chromium without windows, menus and notifications, or null: it opens a page for half of the processor
 * time (eight times the console: 12 s instead of 22 s). With `CHROMIUM_PATH`, that one does everything.
 */
function findHeadlessShell(): string | null {
  if (process.env.CHROMIUM_PATH !== undefined) return null;
  const candidates = [
    '/usr/bin/chromium-headless-shell',
    ...playwrightPaths('chromium_headless_shell', [
      'chrome-linux/headless_shell',
      'chrome-headless-shell-linux64/chrome-headless-shell',
    ]),
  ];
  return candidates.find((path) => existsSync(path)) ?? null;
}

/** Installs both kinds: with apt on Debian as root, else with Playwright's own download. */
export function installChromium(): void {
  // Not every release of Debian has the shell as a package.
  const [command, ...rest] =
    existsSync('/usr/bin/apt-get') && process.getuid?.() === 0
      ? [
          'sh',
          '-c',
          `export DEBIAN_FRONTEND=noninteractive
          apt-get update -qq
          apt-get install -y -qq chromium chromium-headless-shell || apt-get install -y -qq chromium`,
        ]
      : [
          process.execPath,
          resolve(import.meta.dirname, '../node_modules/playwright-core/cli.js'),
          'install',
          'chromium',
        ];
  console.log('No Chromium found; installing one …');
  const result = spawnSync(command, rest, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (result.status !== 0 || findChromium() === null) {
    throw new Error(
      'The browser tests need Chromium: install it (Debian: apt-get install chromium) or set CHROMIUM_PATH to one.',
    );
  }
}

/** A whole Chromium, with notifications. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch(optionsOf(findChromium(), []));
}

/** The headless shell where there is one, else a whole Chromium. */
export function launchShellServer(more: readonly string[]): Promise<BrowserServer> {
  return chromium.launchServer(optionsOf(findHeadlessShell() ?? findChromium(), more));
}

function optionsOf(executablePath: string | null, more: readonly string[]): LaunchOptions {
  if (executablePath === null)
    throw new Error('No Chromium found. Run the tests with npm test, which installs one.');
  return {
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      // A microphone that beeps, and that needs no permission.
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      ...more,
    ],
  };
}

function playwrightPaths(name: string, executables: readonly string[]): string[] {
  const cache = process.env.PLAYWRIGHT_BROWSERS_PATH ?? join(homedir(), '.cache/ms-playwright');
  if (!existsSync(cache)) return [];
  return readdirSync(cache)
    .filter((folder) => folder.startsWith(`${name}-`))
    .flatMap((folder) => executables.map((path) => join(cache, folder, path)));
}
