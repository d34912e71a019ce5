/** `npm run dev`: builds again after each change, and reloads the demo page once the new files are served. */
import { globSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { join, resolve } from 'node:path';
import { build, type Plugin } from 'vite';
import { StackError } from './stack.ts';

const root = resolve(import.meta.dirname, '..');
const modes = ['public', 'demo'] as const;
type Mode = (typeof modes)[number];

/** The public build bundles the button separately, so Vite does not see these files. */
const unseenSources = ['widget/message-us/**/*.ts', 'worker/whatsapp/**/*.ts', 'widget/console/static/*'];
/** Written after everything else in a build. */
const stampFile = 'build-stamp.txt';

export interface Watch {
  /** Reloads pages after each later build. `urls` are where the builds are served. */
  reloadFrom(urls: Readonly<Record<Mode, string>>): Promise<void>;
}

/** Returns after the first builds. */
export async function watchBuilds(): Promise<Watch> {
  const pages = await openReloads();
  const served = new Map<Mode, Served>();
  for (const mode of modes) {
    await watchBuild(mode, pages.port, async () => {
      const stamp = served.get(mode);
      if (!stamp) return;
      console.log(`Built ${mode}.`);
      if (await stamp.changes()) pages.reload();
    });
  }
  return {
    reloadFrom: async (urls) => {
      for (const mode of modes) served.set(mode, await Served.at(`${urls[mode]}/${stampFile}`));
    },
  };
}

/** Resolves after the first build; `onBuild` is called after each. */
async function watchBuild(mode: Mode, port: number, onBuild: () => void): Promise<void> {
  const first = Promise.withResolvers<void>();
  let hasOutput = false;
  const marks: Plugin = {
    name: 'watch-marks',
    buildStart() {
      if (mode !== 'public') return;
      for (const path of globSync(unseenSources, { cwd: root })) this.addWatchFile(join(root, path));
    },
    writeBundle() {
      hasOutput = true;
    },
    transformIndexHtml: () => {
      const script = `new EventSource('http://127.0.0.1:${port}').onmessage = () => location.reload();`;
      return mode === 'demo' ? [{ tag: 'script', children: script }] : [];
    },
    closeBundle: {
      // The button is built when the rest of the public build closes.
      order: 'post',
      sequential: true,
      async handler() {
        if (!hasOutput) return;
        hasOutput = false;
        await writeFile(join(root, 'dist', mode, stampFile), `${Date.now()}\n`);
        first.resolve();
        onBuild();
      },
    },
  };
  // Wrangler loses track of a folder that is emptied while it watches.
  const options = { watch: {}, emptyOutDir: false };
  const watcher = await build({ mode, logLevel: 'warn', plugins: [marks], build: options });
  if (!('on' in watcher)) throw new TypeError('Vite returned a build instead of a watcher');
  watcher.on('event', (event) => {
    // Vite prints the error.
    if (event.code === 'ERROR') first.reject(new StackError(`The ${mode} build failed.`));
  });
  await first.promise;
}

/** A file that Wrangler serves. Its ETag changes once Wrangler has read the new files, shortly after they are written. */
class Served {
  #url: string;
  #tag: string | null = null;

  static async at(url: string): Promise<Served> {
    const served = new Served(url);
    served.#tag = await served.#tagNow();
    return served;
  }

  private constructor(url: string) {
    this.#url = url;
  }

  /** False if the tag does not change within 20 seconds. */
  async changes(): Promise<boolean> {
    const deadline = Date.now() + 20_000;
    while (Date.now() < deadline) {
      const tag = await this.#tagNow();
      if (tag !== null && tag !== this.#tag) {
        this.#tag = tag;
        return true;
      }
      await new Promise((next) => setTimeout(next, 100));
    }
    return false;
  }

  /** Null while Wrangler restarts. */
  async #tagNow(): Promise<string | null> {
    try {
      const { headers } = await fetch(this.#url, { method: 'HEAD', signal: AbortSignal.timeout(2_000) });
      return headers.get('etag');
    } catch {
      return null;
    }
  }
}

/** Server-sent events, each of which reloads the page that receives it. */
async function openReloads(): Promise<{ port: number; reload(): void }> {
  const open = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Access-Control-Allow-Origin': '*' });
    response.flushHeaders();
    open.add(response);
    request.on('close', () => open.delete(response));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  server.unref();
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('The server has no port');
  return {
    port: address.port,
    reload: () => {
      for (const page of open) page.write('data: reload\n\n');
    },
  };
}
