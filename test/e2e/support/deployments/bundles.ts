/** Both Workers as wrangler bundles them, once for all files of browser tests. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export interface Bundle {
  /** The Worker's `wrangler.toml`. */
  config: string;
  script: string;
}

const root = resolve(import.meta.dirname, '../../../..');
const [worker, cloudApi] = await Promise.all([
  bundled(join(root, 'wrangler.toml')),
  bundled(join(root, 'demo/cloud-api/wrangler.toml')),
]);

export const bundles: Readonly<Record<'worker' | 'cloudApi', Bundle>> = { worker, cloudApi };

async function bundled(config: string): Promise<Bundle> {
  const directory = await mkdtemp(join(tmpdir(), 'message-us-bundle-'));
  try {
    const wrangler = join(root, 'node_modules/wrangler/bin/wrangler.js');
    // Miniflare copies the script again with each setting that it writes after it, so a small one starts sooner.
    const args = ['deploy', '--dry-run', '--minify', '--config', config, '--outdir', directory];
    const child = spawn(process.execPath, [wrangler, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
    const [status] = await once(child, 'exit');
    if (status !== 0) throw new Error(`wrangler could not bundle ${config}.`);
    return { config, script: await readFile(join(directory, 'index.js'), 'utf8') };
  } finally {
    await rm(directory, { recursive: true });
  }
}
