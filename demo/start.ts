/** Starts everything on this machine: `npm start`. */
import { build } from 'vite';
import { StackError, startStack } from './stack.ts';
import { stateDir } from './state.ts';

try {
  console.log('Building the elements …');
  for (const mode of ['public', 'demo']) await build({ mode, logLevel: 'warn' });

  console.log('Starting the Worker and the stand-in Cloud API …');
  const stack = await startStack({
    workerPort: port('PORT', 8787),
    demoPort: port('DEMO_PORT', 8788),
    stateDir,
    log: process.env.VERBOSE ? console.log : undefined,
  });
  console.log(`
  Open        ${stack.demoUrl}
  Team inbox  ${stack.workerUrl}/console/   (setup token: ${stack.setupToken})

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

function port(variable: string, fallback: number): number {
  const value = process.env[variable];
  if (value === undefined) return fallback;
  const number = Number(value);
  if (Number.isInteger(number) && number > 0 && number < 65_536) return number;
  throw new StackError(`${variable}=${value} is not a port. Give a number from 1 to 65535.`);
}
