import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startStack } from '../../demo/stack.ts';
import { freePorts } from './empty-stack.ts';

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
