/** `npm run deploy`: creates the bucket and secrets that are missing, deploys the Worker, and prints its address. Safe to repeat. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { DeployError, failureOf, wrangler } from './wrangler.ts';

/** The part of a line in Wrangler's output file that is used here. */
const outputLine = v.object({
  type: v.optional(v.string()),
  targets: v.optional(v.array(v.string())),
});

const root = resolve(import.meta.dirname, '../..');
const configFile = join(root, 'wrangler.toml');
/** In the same folder, because paths in a configuration are relative to it. */
const deployedFile = join(root, 'wrangler.deploy.toml');

/**
 * Workers AI, for the assistant. It is in no other configuration, because it cannot run on this machine: `wrangler dev`
 * would ask for an account.
 */
const aiBinding = '\n[ai]\nbinding = "AI"\n';

/** For the knowledge of the assistant, as large as the vectors of `@cf/baai/bge-m3`. It cannot run on this machine either. */
const knowledgeIndex = 'message-us-knowledge';
const vectorsBinding = `\n[[vectorize]]\nbinding = "VECTORS"\nindex_name = "${knowledgeIndex}"\n`;

/** `MASTER_KEY`, `MASTER_KEY_2` and so on: the last one encrypts, all of them decrypt. */
const masterKeyName = /^MASTER_KEY(?:_(\d+))?$/;

const filesAreLost =
  'Files stay with WhatsApp, which deletes them after some days; files that you send have to be uploaded again after 30 days.';

try {
  const { values } = parseArgs({
    options: {
      'without-files': { type: 'boolean' },
      'without-ai': { type: 'boolean' },
      'new-master-key': { type: 'boolean' },
    },
  });
  await deploy({
    wantsFiles: values['without-files'] !== true,
    wantsAi: values['without-ai'] !== true,
    wantsNewKey: values['new-master-key'] === true,
  });
} catch (error) {
  if (!(error instanceof DeployError) && !isOptionError(error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

interface Wishes {
  wantsFiles: boolean;
  wantsAi: boolean;
  wantsNewKey: boolean;
}

async function deploy({ wantsFiles, wantsAi, wantsNewKey }: Wishes) {
  const config = await readFile(configFile, 'utf8');
  const name = valueIn(config, 'name');
  const stored = await secretNames(name);
  const made = missingSecrets(stored, wantsNewKey);
  const keepsFiles = wantsFiles && (await makeBucket(valueIn(config, 'bucket_name')));
  const hasIndex = wantsAi && (await makeIndex());

  console.log(`Deploying ${name} …`);
  const scratch = await mkdtemp(join(tmpdir(), 'message-us-deploy-'));
  try {
    const own = keepsFiles ? config : withoutFiles(config);
    await writeFile(deployedFile, [own, wantsAi ? aiBinding : '', hasIndex ? vectorsBinding : ''].join(''));
    const secretsFile = join(scratch, 'secrets.json');
    await writeFile(secretsFile, JSON.stringify(made), { mode: 0o600 });
    const outputFile = join(scratch, 'output.ndjson');
    const answer = await wrangler(
      [
        'deploy',
        ...['--config', deployedFile],
        ...(Object.keys(made).length > 0 ? ['--secrets-file', secretsFile] : []),
      ],
      { WRANGLER_OUTPUT_FILE_PATH: outputFile },
    );
    if (!answer.isOk) throw failureOf('Deploying', answer);
    printResult(await addressIn(outputFile), made, keepsFiles);
  } finally {
    await rm(scratch, { recursive: true, force: true });
    await rm(deployedFile, { force: true });
  }
}

/** Empty when the Worker does not exist yet. Only names can be read, not the secrets. */
async function secretNames(name: string): Promise<string[]> {
  const answer = await wrangler(['secret', 'list', '--name', name, '--format', 'json']);
  if (!answer.isOk && /not found|does not exist|code: 10007\b/i.test(answer.text)) return [];
  if (!answer.isOk) throw failureOf('Looking for an earlier deployment', answer);
  const names = namesIn(answer.stdout);
  if (names.some((secret) => secret === 'SETUP_TOKEN' || masterKeyName.test(secret))) return names;
  throw new DeployError(
    `Your account already has a Worker named ${name}, and it is not this inbox: it has neither MASTER_KEY nor SETUP_TOKEN. ` +
      'Choose another name in the first line of wrangler.toml, then npm run deploy again. ' +
      `If it is an inbox whose secrets are gone, give it a token first: npx wrangler secret put SETUP_TOKEN --name ${name}`,
  );
}

function namesIn(json: string): string[] {
  const listed: unknown = JSON.parse(json.slice(json.indexOf('[')));
  if (!Array.isArray(listed)) throw new DeployError('wrangler listed the secrets in an unknown format.');
  return listed.map((secret: { name: string }) => secret.name);
}

function missingSecrets(stored: readonly string[], wantsNewKey: boolean): Record<string, string> {
  const numbers = stored.flatMap((secret) => {
    const found = masterKeyName.exec(secret);
    return found ? [Number(found[1] ?? 1)] : [];
  });
  const newest = Math.max(0, ...numbers);
  const nextKey = newest === 0 ? 'MASTER_KEY' : `MASTER_KEY_${newest + 1}`;
  return {
    ...((newest === 0 || wantsNewKey) && { [nextKey]: randomBytes(32).toString('base64') }),
    ...(!stored.includes('SETUP_TOKEN') && { SETUP_TOKEN: randomBytes(24).toString('hex') }),
  };
}

/** Returns whether there is a bucket. The inbox also works without R2. */
async function makeBucket(bucket: string): Promise<boolean> {
  const answer = await wrangler(['r2', 'bucket', 'create', bucket]);
  if (answer.isOk || /you own it|code: 10004\b/i.test(answer.text)) return true;
  if (!/enable R2|code: 10042\b/i.test(answer.text)) {
    const { message } = failureOf(`Making the bucket ${bucket}`, answer);
    throw new DeployError(`${message}\nTo deploy without a bucket: npm run deploy -- --without-files`);
  }
  console.log(
    `R2 is not enabled in your account, so the inbox is deployed without a bucket. ${filesAreLost}`,
  );
  console.log(
    'To change that, enable it at https://dash.cloudflare.com/?to=/:account/r2 and deploy again.\n',
  );
  return false;
}

/** Returns whether there is one. Without it, each number keeps the vectors of its knowledge in its own database. */
async function makeIndex(): Promise<boolean> {
  const answer = await wrangler([
    ...['vectorize', 'create', knowledgeIndex],
    ...['--dimensions', '1024', '--metric', 'cosine'],
  ]);
  if (answer.isOk || /duplicate_name|already exists/i.test(answer.text)) return true;
  console.log(
    'Vectorize is not available to you, so the assistant searches its knowledge in the database of each number. It works the same.\n',
  );
  return false;
}

function printResult(address: string, made: Record<string, string>, keepsFiles: boolean): void {
  const { SETUP_TOKEN: setupToken, ...keys } = made;
  console.log(`\n  Set up       ${address}/console/#setup`);
  console.log(
    setupToken === undefined
      ? '  Setup token  unchanged. Lost it? Set a new one: npx wrangler secret put SETUP_TOKEN'
      : `  Setup token  ${setupToken}\n               Copy it now. You won’t see it again. Anyone who has it can become the first admin.`,
  );
  if (!keepsFiles) console.log(`  Files        not kept. ${filesAreLost}`);
  const [key] = Object.keys(keys);
  if (key !== undefined && key !== 'MASTER_KEY') {
    console.log(
      `  ${key} encrypts from now on. The settings show when everything is re-encrypted. Then delete the older key: npx wrangler secret delete`,
    );
  }
}

async function addressIn(outputFile: string): Promise<string> {
  const lines = (await readFile(outputFile, 'utf8').catch(() => ''))
    .split('\n')
    .filter((line) => line !== '');
  for (const line of lines) {
    const entry = v.parse(outputLine, JSON.parse(line));
    const target = entry.type === 'deploy' ? entry.targets?.[0] : undefined;
    if (target !== undefined) return target.startsWith('https://') ? target : `https://${target}`;
  }
  return 'https://YOUR-WORKER';
}

/** The configuration of a deployment without a bucket. */
function withoutFiles(config: string): string {
  return config.replace(/\[\[r2_buckets\]\]\n(?:\w+ = .*\n)+/, '');
}

function valueIn(config: string, key: string): string {
  const value = new RegExp(`^${key} = "([^"]+)"`, 'm').exec(config)?.[1];
  if (value === undefined)
    throw new DeployError(`wrangler.toml has no ${key}. Put it back, then deploy again.`);
  return value;
}

function isOptionError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
