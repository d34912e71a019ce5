/** Starts everything on this machine: `npm start`, or `npm start -- --empty` to go through the setup. */
import { rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { prepareSetup, StackError, startStack } from './stack.ts';
import { emptyStateDir, stateDir } from './state.ts';

try {
  const isEmpty = wantsEmpty();
  console.log('Building the elements …');
  for (const mode of ['public', 'demo']) await build({ mode, logLevel: 'warn' });

  if (isEmpty) await rm(emptyStateDir, { recursive: true, force: true });
  console.log('Starting the Worker and the stand-in Cloud API …');
  const stack = await startStack({
    workerPort: port('PORT', 8787),
    demoPort: port('DEMO_PORT', 8788),
    stateDir: isEmpty ? emptyStateDir : stateDir,
    isEmpty,
    log: process.env.VERBOSE ? console.log : undefined,
  });
  const { setup } = isEmpty ? await prepareSetup(stack) : { setup: null };
  console.log(`
  Open        ${stack.demoUrl}
  Team inbox  ${stack.workerUrl}/console/${isEmpty ? '#setup' : ''}   (setup token: ${stack.setupToken})
${
  setup
    ? `
  No number is connected. Open the team inbox, sign in with the setup token, and enter what Meta would show you:
  Access token                  ${setup.accessToken}
  WhatsApp Business Account ID  ${setup.wabaId}
  Phone number ID               ${setup.phoneNumberId}
  App secret                    ${setup.appSecret}
  Two-step verification PIN     ${setup.pin}
`
    : ''
}
  Ctrl-C ends everything; npm run reset forgets what was stored.`);

  let stopping: Promise<void> | null = null;
  const stop = () => {
    if (stopping) return;
    console.log('\nStopping …');
    stopping = stack.stop().then(() => process.exit(0));
  };
  // The last one comes when the terminal is closed, from the shell and from the kernel: each may come twice.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
} catch (error) {
  if (!(error instanceof StackError)) throw error;
  console.error(error.message);
  process.exit(1);
}

function wantsEmpty(): boolean {
  try {
    return parseArgs({ options: { empty: { type: 'boolean', default: false } } }).values.empty;
  } catch (error) {
    throw new StackError(`${error instanceof Error ? error.message : error}. There is one option: --empty.`);
  }
}

function port(variable: string, fallback: number): number {
  const value = process.env[variable];
  if (value === undefined) return fallback;
  const number = Number(value);
  if (Number.isInteger(number) && number > 0 && number < 65_536) return number;
  throw new StackError(`${variable}=${value} is not a port. Give a number from 1 to 65535.`);
}
