/** Calls Cloudflare's own tool, and says its failures in sentences that name the next step. */
import { spawn } from 'node:child_process';

/** Why nothing could be deployed, for a person. */
export class DeployError extends Error {
  override readonly name = 'DeployError';
}

export interface WranglerAnswer {
  isOk: boolean;
  stdout: string;
  /** All that it said, in the order of the streams. */
  text: string;
}

/** The `wrangler` of the path, which npm scripts take from this package. It never asks: it has no terminal. */
export function wrangler(args: readonly string[], env: Record<string, string> = {}): Promise<WranglerAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<WranglerAnswer>();
  const child = spawn('wrangler', args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', WRANGLER_SEND_METRICS: 'false', ...env },
    // There the command is a script of its own kind.
    shell: process.platform === 'win32',
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.stderr += text;
  });
  child.once('error', () =>
    reject(new DeployError('wrangler was not found. Run npm ci, then npm run deploy again.')),
  );
  child.once('close', (code) =>
    resolve({ isOk: code === 0, stdout: said.stdout, text: said.stdout + said.stderr }),
  );
  return promise;
}

/** What wrangler's words mean, and what to do. What is not here is shown as wrangler says it. */
const known: readonly [RegExp, string][] = [
  [
    /CLOUDFLARE_API_TOKEN|not (?:logged in|authenticated)|code: (?:10000|9109)\b/i,
    'Cloudflare does not know who you are, or may not let you do this. Run npx wrangler login, then npm run deploy again.',
  ],
  [
    /more than one account/i,
    'You have several Cloudflare accounts. Choose one: CLOUDFLARE_ACCOUNT_ID=… npm run deploy. Its id stands in the address of the dashboard.',
  ],
  [
    /workers\.dev subdomain/i,
    'Your account has no workers.dev address yet. Open Workers in the Cloudflare dashboard once, which makes one, then npm run deploy again.',
  ],
  [
    /fetch failed|ENOTFOUND|ECONNREFUSED|EAI_AGAIN/,
    'Cloudflare could not be reached. Look at your connection, then npm run deploy again.',
  ],
];

export function failureOf(doing: string, { text }: WranglerAnswer): DeployError {
  const sentence = known.find(([words]) => words.test(text))?.[1];
  return new DeployError(sentence ?? `${doing} failed. Wrangler says:\n\n${text.trim()}`);
}
