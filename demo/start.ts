/**
 * Starts everything on this machine: `npm start`, or `npm start -- --empty` to go through the setup. `npm run dev` also
 * builds again after each change.
 */
import { rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { seedAssistant } from './assistant.ts';
import { startBot } from './bot.ts';
import { prepareSetup, StackError, startStack } from './stack.ts';
import { emptyStateDir, stateDir } from './state.ts';
import { watchBuilds } from './watch.ts';

try {
  const { empty: isEmpty, watch: isWatched } = options();
  console.log('Building the elements …');
  const watch = isWatched ? await watchBuilds() : null;
  if (!watch) for (const mode of ['public', 'demo']) await build({ mode, logLevel: 'warn' });

  if (isEmpty) await rm(emptyStateDir, { recursive: true, force: true });
  console.log('Starting the Worker and the stand-in Cloud API …');
  const stack = await startStack({
    workerPort: port('PORT', 8787),
    demoPort: port('DEMO_PORT', 8788),
    stateDir: isEmpty ? emptyStateDir : stateDir,
    isEmpty,
    log: process.env.VERBOSE ? console.log : undefined,
  });
  await watch?.reloadFrom({ public: stack.workerUrl, demo: stack.demoUrl });
  if (!isEmpty) await seedAssistant(stack);
  const bot = await startBot({
    port: port('BOT_PORT', 8789),
    log: (line) => console.log(`[bot] ${line}`),
  }).catch((error: unknown) => {
    console.warn(`The example bot does not run: ${error instanceof Error ? error.message : error}`);
    return null;
  });
  const { setup } = isEmpty ? await prepareSetup(stack) : { setup: null };
  console.log(`
  Open        ${stack.demoUrl}
  Team inbox  ${stack.workerUrl}/console/${isEmpty ? '#setup' : ''}   (setup token: ${stack.setupToken})
${bot ? `  Bot hook    ${bot.address}   (an example bot: docs/bot-hook.md)\n` : ''}${
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
${watch ? '  Changes are built and reloaded.\n' : ''}  Ctrl-C ends everything; npm run reset deletes the stored data.`);

  let stopping: Promise<void> | null = null;
  const stop = () => {
    if (stopping) return;
    console.log('\nStopping …');
    bot?.stop();
    stopping = stack.stop().then(() => process.exit(0));
  };
  // The last one comes when the terminal is closed, from the shell and from the kernel: each may come twice.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
} catch (error) {
  if (!(error instanceof StackError)) throw error;
  console.error(error.message);
  process.exit(1);
}

function options(): { empty: boolean; watch: boolean } {
  try {
    const flag = { type: 'boolean', default: false } as const;
    return parseArgs({ options: { empty: flag, watch: flag } }).values;
  } catch (error) {
    throw new StackError(`${error instanceof Error ? error.message : error}. The only option is --empty.`);
  }
}

function port(variable: string, fallback: number): number {
  const value = process.env[variable];
  if (value === undefined) return fallback;
  const number = Number(value);
  if (Number.isInteger(number) && number > 0 && number < 65_536) return number;
  throw new StackError(`${variable}=${value} is not a port. Give a number from 1 to 65535.`);
}
