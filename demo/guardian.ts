/**
 * Runs a command for as long as its parent process lives: `node guardian.ts COMMAND ARGUMENT…`.
 *
 * Standard input is a pipe that its parent holds open and never writes to. It ends with the parent, however that
 * ends (an exit, Ctrl-C, SIGKILL, a test that ran out of time), and then everything in this process group ends,
 * so that no local runtime is left behind with its port and memory.
 */
import { spawn } from 'node:child_process';

const [command, ...args] = process.argv.slice(2);
if (command === undefined) throw new Error('Name the command to run.');

const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
child.once('exit', (code) => process.exit(code ?? 1));
process.on('SIGTERM', () => {}); // The command has received it as well, and decides when it is done.
process.stdin.on('close', () => process.kill(-process.pid, 'SIGKILL'));
process.stdin.resume();
