/** What a test or the demo starts ends with it, however it ends. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';

describe('the local deployment', () => {
  it('nothing keeps running when the process that started the deployment is killed', async () => {
    const owner = spawn(process.execPath, [join(import.meta.dirname, '../support/stack-owner.ts')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => {
      owner.kill('SIGKILL');
    });
    const [line] = await once(owner.stdout, 'data');
    const ports: unknown = JSON.parse(String(line));
    if (!Array.isArray(ports)) throw new Error(`The owner printed ${line}`);
    for (const port of ports) expect(await isOpen(port)).toBe(true);

    owner.kill('SIGKILL');
    for (const port of ports) await expect.poll(() => isOpen(port)).toBe(false);
  });
});

function isOpen(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      done(true);
    });
    socket.once('error', () => done(false));
  });
}
