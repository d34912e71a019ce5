import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const workerdBinary: unknown = createRequire(import.meta.url)('workerd').default;

export interface BareWorker {
  /** Absolute path of a bundled ES module. */
  module: string;
  /** Where its Durable Objects write; an existing folder is opened again. */
  directory: string;
  port: number;
  /** Binding name → class name. */
  durableObjects?: Record<string, string>;
  vars?: Record<string, string>;
}

/** A Worker under the bare `workerd` binary, as the edge runs it: no proxy and no development layer before it. */
export class Workerd {
  readonly url: string;
  #process: ChildProcess;

  private constructor(port: number, process: ChildProcess) {
    this.url = `http://127.0.0.1:${port}`;
    this.#process = process;
  }

  static async start(worker: BareWorker): Promise<Workerd> {
    const storage = join(worker.directory, 'storage');
    mkdirSync(storage, { recursive: true });
    writeFileSync(join(worker.directory, 'worker.js'), readFileSync(worker.module));
    writeFileSync(join(worker.directory, 'config.capnp'), configOf(worker, storage));
    return Workerd.again(worker.directory, worker.port);
  }

  /** Once more, as it was started in this folder. */
  static async again(directory: string, port: number): Promise<Workerd> {
    if (typeof workerdBinary !== 'string') throw new Error('The workerd package does not name its binary.');
    const child = spawn(workerdBinary, ['serve', '--experimental', join(directory, 'config.capnp')], {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const workerd = new Workerd(port, child);
    await workerd.#untilListening();
    return workerd;
  }

  /** Processor time that the process has used so far, user and system, in milliseconds. Linux only; null elsewhere. */
  cpuMilliseconds(): number | null {
    try {
      const fields = readFileSync(`/proc/${this.#process.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      // Fields 14 and 15 of proc(5), in clock ticks of 10 ms; the first two stand before the split.
      return (Number(fields[11]) + Number(fields[12])) * 10;
    } catch {
      return null;
    }
  }

  /** Memory that the process holds now, in bytes. Linux only; null elsewhere. */
  residentBytes(): number | null {
    try {
      const kilobytes = readFileSync(`/proc/${this.#process.pid}/status`, 'utf8').match(
        /VmRSS:\s+(\d+)/,
      )?.[1];
      return kilobytes === undefined ? null : Number(kilobytes) * 1024;
    } catch {
      return null;
    }
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const gone = new Promise((done) => this.#process.once('exit', done));
    this.#process.kill(signal);
    await gone;
  }

  async #untilListening(): Promise<void> {
    const deadline = Date.now() + 20_000;
    while (this.#process.exitCode === null && Date.now() < deadline) {
      try {
        await (await fetch(`${this.url}/health`)).arrayBuffer();
        return;
      } catch {
        await new Promise((next) => setTimeout(next, 50));
      }
    }
    throw new Error(`workerd does not listen on ${this.url}`);
  }
}

function configOf({ port, durableObjects = {}, vars = {} }: BareWorker, storage: string): string {
  const classes = Object.entries(durableObjects);
  const text = (value: string) => JSON.stringify(value);
  const bindings = [
    ...classes.map(
      ([name, className]) => `(name = ${text(name)}, durableObjectNamespace = ${text(className)})`,
    ),
    ...Object.entries(vars).map(([name, value]) => `(name = ${text(name)}, text = ${text(value)})`),
    '(name = "ASSETS", service = "internet")',
  ];
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "storage", disk = (path = ${text(resolve(storage))}, writable = true)),
    (name = "internet", network = (allow = ["public", "private", "local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
const worker :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "worker.js")],
  compatibilityDate = "2026-10-20",
  durableObjectNamespaces = [${classes
    .map(
      ([, className]) => `(className = ${text(className)}, uniqueKey = ${text(className)}, enableSql = true)`,
    )
    .join(', ')}],
  durableObjectStorage = (localDisk = "storage"),
  bindings = [${bindings.join(', ')}],
);
`;
}
