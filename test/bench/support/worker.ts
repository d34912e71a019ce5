/** The product's Worker under bare workerd, and the webhooks that are sent to it. */
import { spawnSync } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { SignedBody } from './load.ts';
import { Workerd } from './workerd.ts';

const root = resolve(import.meta.dirname, '../../..');
export const appSecret = randomBytes(16).toString('hex');
export const masterKey = randomBytes(32).toString('base64');
const setupToken = randomBytes(24).toString('hex');
export const phoneNumberId = '106540352242922';

/** Bundles as `wrangler deploy` would, without deploying. Returns the module's path. */
export function bundle(config: string, entry: string | null, outDir: string): string {
  const wrangler = join(root, 'node_modules/wrangler/bin/wrangler.js');
  const args = [
    'deploy',
    ...(entry ? [entry] : []),
    '--config',
    config,
    '--dry-run',
    '--minify',
    '--outdir',
    outDir,
  ];
  const { status, stderr } = spawnSync(process.execPath, [wrangler, ...args], {
    cwd: root,
    env: { ...process.env, WRANGLER_SEND_METRICS: 'false' },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`wrangler could not bundle ${entry ?? config}:\n${stderr}`);
  return join(outDir, entry ? entry.replace(/^.*\//, '') : 'index.js');
}

/** The product's Worker with one connected number, and an admin's session. */
export async function startWorker(
  module: string,
  directory: string,
  port: number,
  graphUrl = 'http://127.0.0.1:9',
): Promise<{ workerd: Workerd; session: string }> {
  const workerd = await Workerd.start({
    module,
    directory,
    port,
    durableObjects: { INBOX: 'Inbox', WORKSPACE: 'Workspace' },
    vars: {
      META_APP_SECRET: appSecret,
      MASTER_KEY: masterKey,
      SETUP_TOKEN: setupToken,
      GRAPH_URL: graphUrl,
      GRAPH_VERSION: 'v23.0',
      LOCAL_WEBHOOKS: '1',
    },
  });
  const session = await call('POST', `${workerd.url}/api/sessions`, null, { setupToken });
  const number = {
    phoneNumberId,
    wabaId: '419561257915477',
    displayPhoneNumber: '+1 555 078 3881',
    name: 'Bench',
  };
  await call('POST', `${workerd.url}/api/inboxes`, session, { ...number, accessToken: 'EAAG-bench' });
  return { workerd, session };
}

/** Returns the session's token, when the answer has one. */
export async function call(
  method: 'POST' | 'PUT',
  url: string,
  session: string | null,
  body: object,
): Promise<string> {
  const answer = await fetch(url, {
    method,
    headers: {
      'Content-Type': 'application/json',
      ...(session ? { Authorization: `Bearer ${session}` } : {}),
    },
    body: JSON.stringify(body),
  });
  const result: unknown = await answer.json();
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${JSON.stringify(result)}`);
  return result !== null && typeof result === 'object' && 'token' in result ? String(result.token) : '';
}

/** Signed webhooks with one text message each, from 200 customers, every `wamid` new. */
export function textMessages(count: number): SignedBody[] {
  return Array.from({ length: count }, (_, index) =>
    signedMessage(index % 200, {
      type: 'text',
      text: { body: 'Is the blue bowl still available in the larger size?' },
    }),
  );
}

/** One signed webhook with a message of this customer. */
export function signedMessage(customer: number, content: object, number = phoneNumberId): SignedBody {
  const from = String(15_550_000_000 + customer);
  const message = {
    from,
    id: `wamid.${randomBytes(24).toString('base64')}`,
    timestamp: String(Math.floor(Date.now() / 1000)),
    ...content,
  };
  const contacts = [{ profile: { name: `Customer ${customer}` }, wa_id: from }];
  return signedValue({ contacts, messages: [message] }, number);
}

/** One signed webhook with this change of the number. */
export function signedValue(change: object, number = phoneNumberId): SignedBody {
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '15550783881', phone_number_id: number },
    ...change,
  };
  const entry = [{ id: '419561257915477', changes: [{ field: 'messages', value }] }];
  const body = Buffer.from(JSON.stringify({ object: 'whatsapp_business_account', entry }));
  return { body, signature: `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}` };
}
