import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir, platform } from 'node:os';
import { join, resolve } from 'node:path';
import { type Browser, chromium, type LaunchOptions } from 'playwright-core';

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
  const candidates = [process.env.CHROMIUM_PATH, ...(installed[platform()] ?? []), ...playwrightPaths()];
  return candidates.find((path) => path !== undefined && existsSync(path)) ?? null;
}

/** Installs one: with apt on Debian as root, else with Playwright's own download. Returns its path. */
export function installChromium(): string {
  const [command, ...rest] =
    existsSync('/usr/bin/apt-get') && process.getuid?.() === 0
      ? ['sh', '-c', 'apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium']
      : [
          process.execPath,
          resolve(import.meta.dirname, '../node_modules/playwright-core/cli.js'),
          'install',
          'chromium',
        ];
  console.log('No Chromium found; installing one …');
  const result = spawnSync(command, rest, { stdio: ['ignore', 'ignore', 'inherit'] });
  const path = findChromium();
  if (result.status !== 0 || path === null) {
    throw new Error(
      'The browser tests need Chromium: install it (Debian: apt-get install chromium) or set CHROMIUM_PATH to one.',
    );
  }
  return path;
}

export function launchChromium(more: readonly string[] = []): Promise<Browser> {
  return chromium.launch(chromiumOptions(more));
}

export function chromiumOptions(more: readonly string[] = []): LaunchOptions {
  const executablePath = findChromium();
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

function playwrightPaths(): string[] {
  const cache = process.env.PLAYWRIGHT_BROWSERS_PATH ?? join(homedir(), '.cache/ms-playwright');
  if (!existsSync(cache)) return [];
  return readdirSync(cache)
    .filter((folder) => folder.startsWith('chromium-'))
    .flatMap((folder) =>
      ['chrome-linux/chrome', 'chrome-linux64/chrome'].map((path) => join(cache, folder, path)),
    );
}
