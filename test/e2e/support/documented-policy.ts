import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { workerUrl } from './stack.ts';

/**
 * The Content-Security-Policy that a page of the documentation gives, and nothing else allowed but the page's own scripts
 * and styles with the nonce `page`, and pictures in its markup.
 */
export async function documentedPolicy(file: 'button.md' | 'console.md'): Promise<string> {
  const docs = await readFile(resolve(import.meta.dirname, '../../../docs', file), 'utf8');
  const policy = /^```text title="Content-Security-Policy"\n(.*?)^```$/ms.exec(docs)?.[1];
  if (!policy) throw new Error(`docs/${file} has no policy.`);
  return policy
    .replaceAll('\n', ' ')
    .replaceAll('wss://YOUR-WORKER', workerUrl.replace('http', 'ws'))
    .replaceAll('https://YOUR-WORKER', workerUrl)
    .replace('script-src', "script-src 'nonce-page'")
    .concat("; default-src 'none'; style-src 'nonce-page'")
    .concat(policy.includes('img-src') ? '' : '; img-src data:');
}
