/** A deployment of its own for tests that begin with nothing: no number, nobody signed in. */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Stack, startStack } from '../../demo/stack.ts';

export async function startEmptyStack(): Promise<Stack> {
  const stateDir = await mkdtemp(join(tmpdir(), 'message-us-empty-'));
  const [workerPort, demoPort] = await freePorts();
  const stack = await startStack({ workerPort, demoPort, stateDir, isEmpty: true });
  return {
    ...stack,
    stop: async () => {
      await stack.stop();
      await rm(stateDir, { recursive: true, force: true });
    },
  };
}

/** Held together until both are known, so that they differ. */
export async function freePorts(): Promise<[number, number]> {
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
