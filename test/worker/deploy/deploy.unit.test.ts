/** `npm run deploy` against a `wrangler` that has an account: the real one has none here. What it says is the real one's. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unstable_readConfig } from 'wrangler';

const root = resolve(import.meta.dirname, '../../..');

interface Account {
  isLoggedIn: boolean;
  hasR2: boolean;
  buckets: string[];
  hasVectorize: boolean;
  /** The commands that created the indexes of Vectorize. */
  indexes: string[];
  /** Null: there is no such Worker. */
  secrets: Record<string, string> | null;
  /** The configuration of the last deployment. */
  config: string | null;
  /** What a deployment fails with. */
  fault: string | null;
}

const fakeWrangler = `#!${process.execPath}
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
const file = process.env.FAKE_ACCOUNT;
const account = JSON.parse(readFileSync(file, 'utf8'));
const args = process.argv.slice(2);
const option = (name) => args.includes(name) ? args[args.indexOf(name) + 1] : null;
const refuse = (text) => { console.error('X [ERROR] ' + text); process.exit(1); };
if (!account.isLoggedIn) {
  refuse("In a non-interactive environment, it's necessary to set a CLOUDFLARE_API_TOKEN environment variable for wrangler to work.");
}
switch (args.slice(0, 3).filter((arg) => !arg.startsWith('-')).join(' ')) {
  case 'secret list':
    if (account.secrets === null) refuse('Worker "' + option('--name') + '" not found.');
    console.log(JSON.stringify(Object.keys(account.secrets).map((name) => ({ name, type: 'secret_text' }))));
    break;
  case 'r2 bucket create':
    if (!account.hasR2) refuse('Please enable R2 through the Cloudflare Dashboard. [code: 10042]');
    if (account.buckets.includes(args[3])) refuse('The bucket you tried to create already exists, and you own it. [code: 10004]');
    account.buckets.push(args[3]);
    break;
  case 'vectorize create message-us-knowledge':
    if (!account.hasVectorize) refuse('A request to the Cloudflare API failed. Unauthorized [code: 10023]');
    if (account.indexes.length > 0) refuse('vectorize.index.duplicate_name - Index name "message-us-knowledge" [code: 3002]');
    account.indexes.push(args.slice(2).join(' '));
    break;
  default: {
    if (args[0] !== 'deploy') refuse('Unknown command ' + args.join(' '));
    if (account.fault) refuse(account.fault);
    const secrets = option('--secrets-file');
    account.secrets = { ...account.secrets, ...(secrets && JSON.parse(readFileSync(secrets, 'utf8'))) };
    account.config = readFileSync(option('--config'), 'utf8');
    appendFileSync(process.env.WRANGLER_OUTPUT_FILE_PATH, JSON.stringify({ type: 'wrangler-session' }) + '\\n' +
      JSON.stringify({ type: 'deploy', version: 1, targets: ['https://message-us.shop.workers.dev'] }) + '\\n');
  }
}
writeFileSync(file, JSON.stringify(account));
`;

let scratch: string;
const accountFile = () => join(scratch, 'account.json');
const account = (): Account => JSON.parse(readFileSync(accountFile(), 'utf8'));

function given(change: Partial<Account>): void {
  const fresh: Account = {
    ...{ isLoggedIn: true, hasR2: true, buckets: [], hasVectorize: true, indexes: [] },
    ...{ secrets: null, config: null, fault: null },
  };
  writeFileSync(accountFile(), JSON.stringify({ ...fresh, ...change }));
}

function deploy(...args: string[]): { status: number | null; text: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'worker/deploy/deploy.ts'), ...args],
    {
      encoding: 'utf8',
      env: { PATH: `${scratch}${delimiter}${process.env.PATH}`, FAKE_ACCOUNT: accountFile(), HOME: scratch },
    },
  );
  return { status, text: stdout + stderr };
}

beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'message-us-deploy-test-'));
  const tool = join(scratch, 'wrangler');
  writeFileSync(tool, fakeWrangler);
  writeFileSync(join(scratch, 'package.json'), '{ "type": "module" }');
  chmodSync(tool, 0o755);
});
afterEach(() => rmSync(scratch, { recursive: true }));

describe('npm run deploy', () => {
  it('npm run deploy creates bucket and secrets, deploys, and shows the address and the new setup token', () => {
    given({});
    const { status, text } = deploy();
    expect(status).toBe(0);
    const { secrets, buckets, config } = account();
    expect(buckets).toEqual(['message-us-media']);
    expect(Buffer.from(secrets?.MASTER_KEY ?? '', 'base64')).toHaveLength(32);
    expect(secrets?.SETUP_TOKEN).toMatch(/^[0-9a-f]{48}$/);
    expect(config).toBe(
      [
        readFileSync(join(root, 'wrangler.toml'), 'utf8'),
        '[ai]\nbinding = "AI"\n',
        '[[vectorize]]\nbinding = "VECTORS"\nindex_name = "message-us-knowledge"\n',
      ].join('\n'),
    );
    expect(text).toContain('https://message-us.shop.workers.dev/console/');
    expect(text).toContain(secrets?.SETUP_TOKEN);
    expect(text).not.toContain(secrets?.MASTER_KEY);
  });

  it('npm run deploy keeps existing secrets, and does not show them again', () => {
    given({});
    deploy();
    const before = account();
    const { status, text } = deploy();
    expect(status).toBe(0);
    expect(account()).toEqual(before);
    for (const secret of Object.values(before.secrets ?? {})) expect(text).not.toContain(secret);
    expect(text).toContain('npx wrangler secret put SETUP_TOKEN');
  });

  it('npm run deploy creates only what is missing, as after the deploy button has asked for the setup token', () => {
    given({ secrets: { SETUP_TOKEN: 'chosen by a person' } });
    const { text } = deploy();
    expect(account().secrets).toEqual({ SETUP_TOKEN: 'chosen by a person', MASTER_KEY: expect.any(String) });
    expect(text).not.toContain('chosen by a person');
  });

  it.each([
    ['where R2 is not switched on', { hasR2: false }, []],
    ['when it is asked to', {}, ['--without-files']],
  ])('npm run deploy works without a bucket %s, and says what does not work then', (_, change, args) => {
    given(change);
    const { status, text } = deploy(...args);
    expect(status).toBe(0);
    expect(text).toContain('Files stay with WhatsApp, which deletes them after some days');
    const file = join(scratch, 'wrangler.toml');
    writeFileSync(file, account().config ?? '');
    const config = unstable_readConfig({ config: file });
    expect(config.r2_buckets).toEqual([]);
    const whole = unstable_readConfig({ config: join(root, 'wrangler.toml') });
    expect(whole.r2_buckets).toHaveLength(1);
    expect(config.durable_objects).toEqual(whole.durable_objects);
    expect(config.migrations).toEqual(whole.migrations);
  });

  it('npm run deploy gives the assistant the models of Cloudflare, unless it is asked not to', () => {
    const configOf = (...args: string[]) => {
      given({});
      expect(deploy(...args).status).toBe(0);
      const file = join(scratch, 'wrangler.toml');
      writeFileSync(file, account().config ?? '');
      return unstable_readConfig({ config: file });
    };
    expect(configOf().ai).toEqual({ binding: 'AI' });
    expect(configOf('--without-files').ai).toEqual({ binding: 'AI' });
    expect(configOf('--without-ai').ai).toBeUndefined();
    // It would keep `npm start` and the tests from running without an account.
    expect(unstable_readConfig({ config: join(root, 'wrangler.toml') }).ai).toBeUndefined();
  });

  it('npm run deploy creates an index of Vectorize for the models of Cloudflare, and works without one', () => {
    const indexesOf = (change: Partial<Account>, ...args: string[]) => {
      given(change);
      const { status, text } = deploy(...args);
      expect(status).toBe(0);
      const file = join(scratch, 'wrangler.toml');
      writeFileSync(file, account().config ?? '');
      return { bound: unstable_readConfig({ config: file }).vectorize, text };
    };
    const bound = [{ binding: 'VECTORS', index_name: 'message-us-knowledge' }];
    expect(indexesOf({}).bound).toEqual(bound);
    const { indexes } = account();
    expect(indexes).toEqual(['message-us-knowledge --dimensions 1024 --metric cosine']);
    expect(indexesOf({ indexes }).bound).toEqual(bound);
    const without = indexesOf({ hasVectorize: false });
    expect(without.bound).toEqual([]);
    expect(without.text).toContain('Vectorize is not available to you');
    expect(indexesOf({}, '--without-ai').bound).toEqual([]);
    expect(account().indexes).toEqual([]);
  });

  it('npm run deploy adds another master key on request, and keeps the older one', () => {
    given({});
    deploy();
    const before = account().secrets;
    const { text } = deploy('--new-master-key');
    const { secrets } = account();
    expect(secrets).toEqual({ ...before, MASTER_KEY_2: expect.any(String) });
    expect(text).toContain('MASTER_KEY_2 encrypts from now on');
    expect(text).not.toContain(secrets?.MASTER_KEY_2);
    deploy('--new-master-key');
    expect(Object.keys(account().secrets ?? {}).sort()).toEqual([
      'MASTER_KEY',
      'MASTER_KEY_2',
      'MASTER_KEY_3',
      'SETUP_TOKEN',
    ]);
  });

  it.each([
    ['nobody is logged in', { isLoggedIn: false }, 'npx wrangler login'],
    ['another Worker has the name', { secrets: { THEIRS: 'x' } }, 'Choose another name'],
    [
      'there is no workers.dev address',
      { fault: 'You need to register a workers.dev subdomain' },
      'Open Workers',
    ],
    ['wrangler fails in an unknown way', { fault: 'Something odd [code: 1]' }, 'Something odd [code: 1]'],
  ])('npm run deploy says what to do when %s, and changes nothing', (_, change, sentence) => {
    given(change);
    const before = account();
    const { status, text } = deploy();
    expect(status).toBe(1);
    expect(text).toContain(sentence);
    expect({ ...account(), buckets: [], indexes: [] }).toEqual(before);
  });

  it('npm run deploy names an unknown option', () => {
    given({});
    const { status, text } = deploy('--fast');
    expect(status).toBe(1);
    expect(text).toContain("Unknown option '--fast'");
    expect(account().config).toBeNull();
  });
});
