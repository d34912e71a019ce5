/** Starts what all files of browser tests share, and ends it with them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';

const guardian = resolve(import.meta.dirname, '../../../demo/guardian.ts');
const server = join(import.meta.dirname, 'deployments/server.ts');

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const child = spawn(process.execPath, [guardian, process.execPath, server], {
    detached: true,
    // The guardian's standard input closes when this process ends.
    stdio: ['pipe', 'pipe', 'inherit'],
    env: {
      ...process.env,
      WRANGLER_SEND_METRICS: 'false',
      CLOUDFLARE_CF_FETCH_ENABLED: 'false',
      // Miniflare writes each of these certificates into the settings of each runtime, and no test calls a host that
      // needs one.
      NODE_EXTRA_CA_CERTS: undefined,
    },
  });
  const { deployments, browser } = await addressesOf(child);
  project.provide('deployments', deployments);
  project.provide('browser', browser);
  return async () => {
    const gone = once(child, 'exit');
    child.stdin?.end();
    await gone;
  };
}

async function addressesOf(child: ChildProcess): Promise<{ deployments: string; browser: string }> {
  const [first] = await Promise.race([
    child.stdout ? once(child.stdout, 'data') : [],
    once(child, 'exit').then(([code]) => {
      throw new Error(`The server of deployments ended with ${code}.`);
    }),
  ]);
  return JSON.parse(String(first));
}
