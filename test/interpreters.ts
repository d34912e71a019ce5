/** The interpreters that run the samples of the documentation. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** By the command, the package of Debian that has it. */
const packages = { curl: 'curl', python3: 'python3', php: 'php-cli', ruby: 'ruby' } as const;
export type Interpreter = keyof typeof packages;

/** Throws unless the command can be started, with what to do about it. */
export function requireInterpreter(command: Interpreter): void {
  if (isInstalled(command)) return;
  throw new Error(
    `This sample needs ${command}, which is not installed. Install it (Debian: apt-get install ${packages[command]}), or run the tests with npm test as root on Debian, which does.`,
  );
}

/** Installs what is missing with apt, on Debian as root. Elsewhere the tests of the samples say what they need. */
export function installInterpreters(): void {
  const missing = Object.entries(packages).flatMap(([command, name]) => (isInstalled(command) ? [] : [name]));
  if (missing.length === 0 || !existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) return;
  console.log(`Installing ${missing.join(', ')} for the samples of the documentation …`);
  const install = `DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends ${missing.join(' ')}`;
  spawnSync('sh', ['-c', `${install} || (apt-get update -qq && ${install})`], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

function isInstalled(command: string): boolean {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;
}
