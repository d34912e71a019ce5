/** A deployment for one file of browser tests: the Worker and the stand-in for WhatsApp, in the runtime of Miniflare. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import * as v from 'valibot';
import { unstable_getMiniflareWorkerOptions, unstable_readConfig } from 'wrangler';
import { newDemoKeys, type Stack, seed, workerVars } from '../../../../demo/stack.ts';
import { type Bundle, bundles } from './bundles.ts';

/** What a test needs to talk to its deployment. */
export type DeploymentAccess = Pick<
  Stack,
  'workerUrl' | 'demoUrl' | 'setupToken' | 'sessionToken' | 'appSecret'
>;

export class Deployment {
  readonly access: DeploymentAccess;
  readonly #runtimes: readonly Miniflare[];
  readonly #stateDir: string;

  private constructor(access: DeploymentAccess, runtimes: readonly Miniflare[], stateDir: string) {
    this.access = access;
    this.#runtimes = runtimes;
    this.#stateDir = stateDir;
  }

  /** With the demo's numbers and an admin's session, or empty, as after a first deployment. */
  static async start({ isEmpty }: { isEmpty: boolean }): Promise<Deployment> {
    const stateDir = await mkdtemp(join(tmpdir(), 'message-us-e2e-'));
    const keys = newDemoKeys();
    const runtimes: Miniflare[] = [];
    try {
      const demoUrl = await serve(runtimes, bundles.cloudApi, stateDir, {});
      const workerUrl = await serve(runtimes, bundles.worker, stateDir, workerVars(demoUrl, keys, isEmpty));
      const sessionToken = isEmpty ? '' : await seed(workerUrl, demoUrl, keys);
      const { setupToken, appSecret } = keys;
      return new Deployment({ workerUrl, demoUrl, setupToken, sessionToken, appSecret }, runtimes, stateDir);
    } catch (error) {
      await end(runtimes, stateDir);
      throw error;
    }
  }

  stop(): Promise<void> {
    return end(this.#runtimes, this.#stateDir);
  }
}

const textVars = v.record(v.string(), v.string());

/** Serves a Worker on a free port, and returns its address. */
async function serve(
  runtimes: Miniflare[],
  { config, script }: Bundle,
  stateDir: string,
  vars: Record<string, string>,
): Promise<string> {
  const settings = unstable_readConfig({ config });
  // The bundle is one module.
  const { modulesRules: _, ...options } = unstable_getMiniflareWorkerOptions(settings).workerOptions;
  const runtime = new Miniflare(
    convertV4MiniflareOptions({
      host: '127.0.0.1',
      port: 0,
      // workerd reports every cancelled alarm and closed connection.
      handleStructuredLogs: () => {},
      resourcePersistencePath: join(stateDir, settings.name ?? 'worker'),
      workers: [
        { ...options, modules: true, script, bindings: { ...v.parse(textVars, settings.vars), ...vars } },
      ],
    }),
  );
  runtimes.push(runtime);
  const { port } = await runtime.ready;
  return `http://localhost:${port}`;
}

async function end(runtimes: readonly Miniflare[], stateDir: string): Promise<void> {
  await Promise.all(runtimes.map((runtime) => runtime.dispose()));
  await rm(stateDir, { recursive: true, force: true });
}
