import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startStack } from '../../demo/stack.ts';

declare module 'vitest' {
  interface ProvidedContext {
    workerUrl: string;
    demoUrl: string;
    sessionToken: string;
    setupToken: string;
    appSecret: string;
  }
}

/** Starts one Worker and one stand-in Cloud API for all browser tests; each test brings a customer of its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const stateDir = await mkdtemp(join(tmpdir(), 'message-us-e2e-'));
  const [workerPort, demoPort] = await freePorts();
  const stack = await startStack({ workerPort, demoPort, stateDir });
  project.provide('workerUrl', stack.workerUrl);
  project.provide('demoUrl', stack.demoUrl);
  project.provide('sessionToken', stack.sessionToken);
  project.provide('setupToken', stack.setupToken);
  project.provide('appSecret', stack.appSecret);
  return async () => {
    await stack.stop();
    await rm(stateDir, { recursive: true, force: true });
  };
}

/** Held together until both are known, so that they differ. */
async function freePorts(): Promise<[number, number]> {
  const servers = [createServer(), createServer()] as const;
  const ports = await Promise.all(
    servers.map(async (server) => {
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('The server listens nowhere.');
      return address.port;
    }),
  );
  for (const server of servers) server.close();
  const [first, second] = ports;
  if (first === undefined || second === undefined) throw new Error('Two servers have two ports.');
  return [first, second];
}
