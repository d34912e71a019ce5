import { inject } from 'vitest';
import type { DeploymentAccess } from './deployments/deployment.ts';

export interface Lease extends DeploymentAccess {
  end(): void;
}

/** A new deployment, which lasts until the lease or this process ends. */
export async function lease({ isEmpty = false } = {}): Promise<Lease> {
  const connection = new AbortController();
  const answer = await fetch(`${inject('deployments')}/?isEmpty=${isEmpty}`, { signal: connection.signal });
  if (!answer.ok || answer.body === null)
    throw new Error(`No deployment was started: ${await answer.text()}`);
  // Read by hand: a loop that is left closes the connection.
  const parts = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let line = '';
  while (!line.endsWith('\n')) {
    const { value, done } = await parts.read();
    if (done) throw new Error(`The deployment ended at its start: ${line}`);
    line += value;
  }
  return { ...JSON.parse(line), end: () => connection.abort() };
}
