/** The deployment that one file of browser tests talks to. No file meets what another one has left. */
import { afterAll } from 'vitest';
import { lease } from './lease.ts';

const deployment = await lease();
afterAll(() => deployment.end());
export const { workerUrl, demoUrl, setupToken, sessionToken, appSecret } = deployment;
