/** Runs Cloudflare's Wrangler, and turns its failures into sentences with the next step. */
import { spawn } from 'node:child_process';

/** An error whose message says what to do. */
export class DeployError extends Error {
  override readonly name = 'DeployError';
}

export interface WranglerAnswer {
  isOk: boolean;
  stdout: string;
  /** Its whole output. */
  text: string;
}

/** Runs the `wrangler` in the path, which is this package's own in npm scripts. Without a terminal it never prompts. */
export function wrangler(args: readonly string[], env: Record<string, string> = {}): Promise<WranglerAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<WranglerAnswer>();
  const child = spawn('wrangler', args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', WRANGLER_SEND_METRICS: 'false', ...env },
    // On Windows the command is a .cmd shim.
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

/** Wrangler's messages in plain words, with what to do. Others are shown as they are. */
const known: readonly [RegExp, string][] = [
  [
    /CLOUDFLARE_API_TOKEN|not (?:logged in|authenticated)|code: (?:10000|9109)\b/i,
    'You are not signed in to Cloudflare, or have no permission for this. Run npx wrangler login, then npm run deploy again.',
  ],
  [
    /more than one account/i,
    'You have several Cloudflare accounts. Choose one: CLOUDFLARE_ACCOUNT_ID=… npm run deploy. Its id is in the address of the dashboard.',
  ],
  [
    /workers\.dev subdomain/i,
    'Your account has no workers.dev address yet. Open Workers in the Cloudflare dashboard once to create it, then npm run deploy again.',
  ],
  [
    /fetch failed|ENOTFOUND|ECONNREFUSED|EAI_AGAIN/,
    'Cloudflare could not be reached. Check your connection, then npm run deploy again.',
  ],
];

export function failureOf(doing: string, { text }: WranglerAnswer): DeployError {
  const sentence = known.find(([words]) => words.test(text))?.[1];
  return new DeployError(sentence ?? `${doing} failed. Wrangler says:\n\n${text.trim()}`);
}
