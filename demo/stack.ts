import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import type { DemoInfo } from './cloud-api/control/control.ts';

const root = resolve(import.meta.dirname, '..');
const wrangler = join(root, 'node_modules/wrangler/bin/wrangler.js');
const guardian = join(import.meta.dirname, 'guardian.ts');

/** The shop's number in the demo. Its ids and secrets only work with the stand-in. */
export const demoNumber = {
  phoneNumberId: '106540352242922',
  wabaId: '419561257915477',
  displayPhoneNumber: '+1 555 078 3881',
  name: 'Lumen & Clay',
} as const;

/** A second number of the same business. */
export const repairsNumber = {
  phoneNumberId: '106540352242977',
  wabaId: demoNumber.wabaId,
  displayPhoneNumber: '+1 555 078 3882',
  name: 'Kiln Repairs',
} as const;

/** A number in another account of the same app, which is not connected. */
export const otherNumber = {
  phoneNumberId: '106540352242999',
  wabaId: '419561257915999',
  displayPhoneNumber: '+1 555 078 3999',
  name: 'Lumen & Clay Lisbon',
} as const;

export interface StackOptions {
  workerPort: number;
  demoPort: number;
  /** Where both Workers keep their state; it survives a restart. */
  stateDir: string;
  log?: (line: string) => void;
  /** Starts without a number and a session, as after a first deployment. Embedded Signup is configured. */
  isEmpty?: boolean;
}

export interface Stack {
  workerUrl: string;
  demoUrl: string;
  /** Signs an admin in, as a person with the setup token would. */
  setupToken: string;
  /** Signs webhooks, as Meta would. */
  appSecret: string;
  /** An admin's session, unless the stack started empty. */
  sessionToken: string;
  worker: RunningWorker;
  cloudApi: RunningWorker;
  stop(): Promise<void>;
}

/** Starts the Worker and the stand-in Cloud API, and connects the demo's numbers the first time. */
export async function startStack(options: StackOptions): Promise<Stack> {
  await requireFreePort(options.workerPort, 'PORT');
  await requireFreePort(options.demoPort, 'DEMO_PORT');
  const keys = await demoKeys(options.stateDir);
  const workerUrl = `http://localhost:${options.workerPort}`;
  const demoUrl = `http://localhost:${options.demoPort}`;

  const worker = new RunningWorker({
    name: 'worker',
    config: 'wrangler.toml',
    port: options.workerPort,
    persistTo: join(options.stateDir, 'worker'),
    readyPath: '/health',
    vars: workerVars(demoUrl, keys, options.isEmpty),
    log: options.log,
  });
  const cloudApi = new RunningWorker({
    name: 'cloud-api',
    config: 'demo/cloud-api/wrangler.toml',
    port: options.demoPort,
    persistTo: join(options.stateDir, 'cloud-api'),
    readyPath: '/control/state',
    vars: {},
    log: options.log,
  });
  const stop = async () => {
    await Promise.all([worker.stop(), cloudApi.stop()]);
  };

  try {
    await Promise.all([worker.start(), cloudApi.start()]);
    const sessionToken = options.isEmpty ? '' : await seed(workerUrl, demoUrl, keys);
    return {
      workerUrl,
      demoUrl,
      setupToken: keys.setupToken,
      appSecret: keys.appSecret,
      sessionToken,
      worker,
      cloudApi,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The stand-in's app, whose script replaces Meta's. */
export const demoApp = { id: '670843887433847', configId: '870000000000001' } as const;

/** Embedded Signup is configured in an empty deployment only, where numbers are yet to be connected. */
export function workerVars(demoUrl: string, keys: DemoKeys, isEmpty = false): Record<string, string> {
  return {
    GRAPH_URL: demoUrl,
    MASTER_KEY: keys.masterKey,
    SETUP_TOKEN: keys.setupToken,
    LOCAL_WEBHOOKS: '1',
    ...(isEmpty && {
      META_APP_ID: demoApp.id,
      META_APP_SECRET: keys.appSecret,
      META_CONFIG_ID: demoApp.configId,
      META_SDK_URL: `${demoUrl}/sdk.js`,
    }),
  };
}

interface WorkerOptions {
  name: string;
  config: string;
  port: number;
  persistTo: string;
  /** Answers 2xx once the Worker serves. */
  readyPath: string;
  vars: Record<string, string>;
  log?: ((line: string) => void) | undefined;
}

/**
 * A Worker in wrangler's local runtime, in a separate process group, so that a signal reaches all of it. It ends with
 * this process, however this process ends.
 */
export class RunningWorker {
  #options: WorkerOptions;
  #process: ChildProcess | null = null;
  #exited: Promise<void> = Promise.resolve();
  #output: string[] = [];

  constructor(options: WorkerOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    const { name, config, port, persistTo, vars, log } = this.#options;
    const values = Object.entries(vars).flatMap(([key, value]) => ['--var', `${key}:${value}`]);
    const child = spawn(
      process.execPath,
      [
        ...[guardian, process.execPath, wrangler, 'dev'],
        ...['--config', join(root, config)],
        ...['--port', String(port)],
        ...['--ip', '127.0.0.1'],
        ...['--inspector-port', '0'],
        ...['--persist-to', persistTo],
        ...['--show-interactive-dev-session', 'false'],
        ...values,
      ],
      {
        cwd: root,
        detached: true,
        // The guardian's standard input closes when this process ends.
        stdio: ['pipe', 'pipe', 'pipe'],
        env: {
          ...process.env,
          WRANGLER_SEND_METRICS: 'false',
          CLOUDFLARE_CF_FETCH_ENABLED: 'false',
          NO_COLOR: '1',
          FORCE_COLOR: '0',
        },
      },
    );
    this.#process = child;
    this.#output = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (data: Buffer) => {
        for (const line of data.toString().split('\n')) {
          if (!line.trim()) continue;
          this.#output.push(line);
          if (this.#output.length > 200) this.#output.shift();
          log?.(`[${name}] ${line}`);
        }
      });
    }
    this.#exited = new Promise((done) => {
      child.once('exit', () => {
        this.#process = null;
        done();
      });
    });
    await this.#untilReady();
  }

  /** Ends it as Ctrl-C does, and waits until it is gone. */
  async stop(): Promise<void> {
    this.#signal('SIGTERM');
    const stubborn = setTimeout(() => this.#signal('SIGKILL'), 5_000);
    await this.#exited;
    clearTimeout(stubborn);
  }

  /** Ends it as a crash does: no goodbye, no flush. */
  async kill(): Promise<void> {
    this.#signal('SIGKILL');
    await this.#exited;
  }

  #signal(signal: NodeJS.Signals): void {
    if (this.#process?.pid === undefined) return;
    try {
      process.kill(-this.#process.pid, signal);
    } catch {
      // The group is already gone.
    }
  }

  async #untilReady(): Promise<void> {
    const { name, port, readyPath } = this.#options;
    const deadline = Date.now() + 60_000;
    while (this.#process) {
      try {
        const answer = await fetch(`http://127.0.0.1:${port}${readyPath}`, {
          signal: AbortSignal.timeout(2_000),
        });
        await answer.body?.cancel();
        if (answer.ok) return;
      } catch {
        // Not listening yet.
      }
      if (Date.now() > deadline) break;
      await new Promise((next) => setTimeout(next, 150));
    }
    throw new StackError(
      `The ${name} Worker did not start. Its last words:\n${this.#output.slice(-25).join('\n')}`,
    );
  }
}

/** A reason why the demo cannot start, in a sentence for a person. */
export class StackError extends Error {
  override readonly name = 'StackError';
}

async function requireFreePort(port: number, variable: string): Promise<void> {
  const free = await new Promise<boolean>((done) => {
    const probe = createServer();
    probe.once('error', () => done(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => done(true)));
  });
  if (!free) {
    throw new StackError(
      `Port ${port} is in use. Stop what listens there, or choose another port: ${variable}=${port + 100} npm start`,
    );
  }
}

export interface DemoKeys {
  masterKey: string;
  setupToken: string;
  accessToken: string;
  appSecret: string;
}

/** Created once and stored with the state, because stored credentials can only be read with the same master key. */
async function demoKeys(stateDir: string): Promise<DemoKeys> {
  const path = join(stateDir, 'keys.json');
  try {
    return JSON.parse(await readFile(path, 'utf8')) as DemoKeys;
  } catch {
    const keys = newDemoKeys();
    await mkdir(stateDir, { recursive: true });
    await writeFile(path, JSON.stringify(keys, null, 2), { mode: 0o600 });
    return keys;
  }
}

export function newDemoKeys(): DemoKeys {
  return {
    masterKey: randomBytes(32).toString('base64'),
    setupToken: randomBytes(24).toString('base64url'),
    accessToken: newAccessToken(),
    appSecret: randomBytes(16).toString('hex'),
  };
}

function newAccessToken(): string {
  return `EAAG${randomBytes(60).toString('hex')}`;
}

/**
 * Adds a business to the stand-in of an empty stack, and returns what to enter in the setup.
 */
export async function prepareSetup({
  workerUrl,
  demoUrl,
  appSecret,
}: Pick<Stack, 'workerUrl' | 'demoUrl' | 'appSecret'>): Promise<DemoInfo> {
  const accessToken = newAccessToken();
  const pin = '246810';
  await request('PUT', `${demoUrl}/control/numbers/${demoNumber.phoneNumberId}`, {
    ...demoNumber,
    accessToken,
    appSecret,
    callbackUrl: '',
    account: {
      platformType: 'NOT_APPLICABLE',
      status: 'PENDING',
      codeVerificationStatus: 'NOT_VERIFIED',
      isSubscribed: false,
      fields: [],
      pin,
    },
  });
  const { phoneNumberId, wabaId, name } = demoNumber;
  const info: DemoInfo = {
    workerUrl,
    sessionToken: null,
    numbers: [{ phoneNumberId, name }],
    otherNumber: null,
    setup: { phoneNumberId, wabaId, accessToken, appSecret, pin },
  };
  await request('PUT', `${demoUrl}/control/demo`, info);
  return info;
}

/** Connects the demo's numbers on both sides, as an operator would, and signs the demo page in. Safe to repeat. */
export async function seed(workerUrl: string, demoUrl: string, keys: DemoKeys): Promise<string> {
  const { token } = await request<{ token: string }>('POST', `${workerUrl}/api/sessions`, {
    setupToken: keys.setupToken,
  });
  const { verifyToken } = await request<{ verifyToken: string }>(
    'GET',
    `${workerUrl}/api/webhook`,
    null,
    token,
  );
  const { accessToken, appSecret } = keys;
  const numbers = [demoNumber, repairsNumber];
  const connected = await request<{ id: string }[]>('GET', `${workerUrl}/api/inboxes`, null, token);
  for (const number of numbers) {
    await request('PUT', `${demoUrl}/control/numbers/${number.phoneNumberId}`, {
      ...number,
      accessToken,
      appSecret,
      callbackUrl: `${workerUrl}/webhook`,
      verifyToken,
      checksIdentity: true,
    });
    if (!connected.some(({ id }) => id === number.phoneNumberId)) {
      await request('POST', `${workerUrl}/api/inboxes`, { ...number, accessToken, appSecret }, token);
    }
  }
  await request('PUT', `${demoUrl}/control/numbers/${otherNumber.phoneNumberId}`, {
    ...otherNumber,
    accessToken: newAccessToken(),
    appSecret,
    callbackUrl: `${workerUrl}/webhook`,
  });
  await request('PUT', `${workerUrl}/api/setup`, { isDone: true }, token);
  await request('PUT', `${workerUrl}/api/settings/origins`, { origins: [demoUrl] }, token);
  const info: DemoInfo = {
    workerUrl,
    sessionToken: token,
    numbers: numbers.map(({ phoneNumberId, name }) => ({ phoneNumberId, name })),
    otherNumber: { phoneNumberId: otherNumber.phoneNumberId, name: otherNumber.name },
    setup: null,
  };
  await request('PUT', `${demoUrl}/control/demo`, info);
  return token;
}

async function request<Answer>(
  method: string,
  url: string,
  body: object | null,
  token?: string,
): Promise<Answer> {
  const answer = await fetch(url, {
    method,
    headers: { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new StackError(`${method} ${url} answered ${answer.status}: ${text}`);
  return JSON.parse(text);
}
