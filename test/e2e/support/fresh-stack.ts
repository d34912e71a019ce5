/** Starts a deployment on free ports that keeps nothing once it is stopped. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Stack, type StackOptions, startStack } from '../../../demo/stack.ts';
import { listening } from '../../listening.ts';

export async function startFreshStack(options: Pick<StackOptions, 'isEmpty'> = {}): Promise<Stack> {
  const stateDir = await mkdtemp(join(tmpdir(), 'message-us-e2e-'));
  const [workerPort, demoPort] = await freePorts();
  const stack = await startStack({ workerPort, demoPort, stateDir, ...options });
  return {
    ...stack,
    stop: async () => {
      await stack.stop();
      await rm(stateDir, { recursive: true, force: true });
    },
  };
}

/** Held together until both are known, so that they differ. */
async function freePorts(): Promise<[number, number]> {
  const servers = [createServer(), createServer()] as const;
  const ports = await Promise.all(servers.map((server) => listening(server, '127.0.0.1')));
  for (const server of servers) server.close();
  const [first, second] = ports;
  if (first === undefined || second === undefined) throw new Error('Two servers have two ports.');
  return [first, second];
}
