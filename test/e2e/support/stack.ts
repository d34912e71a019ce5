/** The deployment that one file of browser tests talks to: its own, so that no file meets what another has left. */
import { afterAll } from 'vitest';
import { startFreshStack } from './fresh-stack.ts';

const stack = await startFreshStack();
afterAll(() => stack.stop());
export const { workerUrl, demoUrl, setupToken, sessionToken, appSecret } = stack;
