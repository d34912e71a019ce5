/** The samples of docs/webhooks.md that verify a request, against one that the Worker has sent. */
import { execFile } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewWebhook } from '../../../worker/api/developers/webhooks.ts';
import { type Interpreter, requireInterpreter } from '../../interpreters.ts';
import { api } from '../support/calls.ts';
import { type Receiver, startReceiver } from '../support/receivers.ts';

const root = resolve(import.meta.dirname, '../../..');
const folder = join(root, 'node_modules/.cache/verifying');
const run = promisify(execFile);

/** Each passes its arguments, the headers as JSON and the body, to the sample, and prints the type of the event. */
const languages: readonly {
  name: string;
  fence: string;
  file: string;
  command: string;
  interpreter?: Interpreter;
  driver: string;
}[] = [
  {
    name: 'JavaScript',
    fence: 'js',
    file: 'verify.mjs',
    command: process.execPath,
    driver: 'console.log(verified(JSON.parse(process.argv[2]), process.argv[3]).type);',
  },
  {
    name: 'Python',
    fence: 'python',
    file: 'verify.py',
    command: 'python3',
    interpreter: 'python3',
    driver: 'import sys\nprint(verified(json.loads(sys.argv[1]), sys.argv[2])["type"])',
  },
  {
    name: 'PHP',
    fence: 'php',
    file: 'verify.php',
    command: 'php',
    interpreter: 'php',
    driver: "echo verified(json_decode($argv[1], true), $argv[2])['type'];",
  },
  {
    name: 'Ruby',
    fence: 'ruby',
    file: 'verify.rb',
    command: 'ruby',
    interpreter: 'ruby',
    driver: "puts verified(JSON.parse(ARGV[0]), ARGV[1])['type']",
  },
];

let secret: string;
let receiver: Receiver;
let headers: Record<string, string>;
let body: string;

beforeAll(async () => {
  receiver = await startReceiver(() => ({ status: 200, body: '{}' }));
  const url = `${receiver.address}/verify`;
  const created = await api<NewWebhook>('POST', '/webhooks', { name: 'Verify', url, events: ['*'] });
  secret = created.secret ?? '';
  await api('POST', `/webhooks/${created.webhook.id}/test`, { type: 'message.received' });
  const [delivery] = receiver.deliveries;
  const names = ['webhook-id', 'webhook-timestamp', 'webhook-signature'];
  headers = Object.fromEntries(names.map((name) => [name, String(delivery?.headers[name])]));
  body = delivery?.body ?? '';
  const page = await readFile(join(root, 'docs/webhooks.md'), 'utf8');
  const section = page.split('\n## Verify a webhook\n')[1]?.split('\n## ')[0] ?? '';
  await mkdir(folder, { recursive: true });
  for (const { fence, file, driver } of languages) {
    const sample = section.split(`\`\`\`${fence}\n`)[1]?.split('```')[0];
    if (sample === undefined) throw new Error(`docs/webhooks.md has no sample in ${fence}.`);
    await writeFile(join(folder, file), `${sample}\n${driver}\n`);
  }
});
afterAll(async () => {
  receiver.stop();
  await rm(folder, { recursive: true, force: true });
});

describe.each(languages)('the sample in $name', ({ file, command, interpreter }) => {
  beforeAll(() => {
    if (interpreter) requireInterpreter(interpreter);
  });

  const verified = async (given: Record<string, string>, text: string, key = secret) => {
    const env = { ...process.env, WEBHOOK_SECRET: key };
    const { stdout } = await run(command, [join(folder, file), JSON.stringify(given), text], { env });
    return stdout.trim();
  };

  it('accepts what the Worker has sent', async () => {
    expect(await verified(headers, body)).toBe('message.received');
  });

  it('accepts it while an older secret signs as well', async () => {
    const both = { ...headers, 'webhook-signature': `v1,AAAA ${headers['webhook-signature']}` };
    expect(await verified(both, body)).toBe('message.received');
  });

  it('refuses another body and another secret', async () => {
    await expect(verified(headers, body.replace('message.received', 'message.failed'))).rejects.toThrow();
    const other = `whsec_${Buffer.alloc(32, 'x').toString('base64')}`;
    await expect(verified(headers, body, other)).rejects.toThrow();
  });

  it('refuses a request that is repeated after six minutes', async () => {
    const timestamp = String(Math.floor(Date.now() / 1000) - 360);
    const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
    const signed = `${headers['webhook-id']}.${timestamp}.${body}`;
    const signature = createHmac('sha256', key).update(signed).digest('base64');
    const old = { ...headers, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
    await expect(verified(old, body)).rejects.toThrow();
  });
});
