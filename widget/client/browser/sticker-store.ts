/**
 * Stickers that an agent has sent from this browser, newest first, so that they can be sent again. They are the agent's
 * own choice; stickers of customers are shown from the conversation only, because they are deleted with it.
 */
import { randomId } from './random-id.ts';

export interface OwnSticker {
  id: string;
  /** The agent's id. */
  owner: string;
  name: string;
  bytes: Blob;
  /** To recognize the same picture. */
  digest: string;
  usedAt: number;
}

/** More than these are seldom looked for; the oldest ones are dropped. */
const maxKept = 24;
const store = 'stickers';

/** Empty in a browser without storage. */
export async function listStickers(owner: string): Promise<OwnSticker[]> {
  try {
    return (await all()).filter((one) => one.owner === owner);
  } catch {
    return [];
  }
}

export async function keepSticker(owner: string, file: File): Promise<void> {
  const buffer = await file.arrayBuffer();
  const digest = await digestOf(buffer);
  const own = await listStickers(owner);
  const same = own.find((one) => one.digest === digest);
  const others = own.filter((one) => one !== same);
  const sticker: OwnSticker = {
    id: same?.id ?? randomId(),
    owner,
    name: file.name,
    bytes: new Blob([buffer], { type: file.type }),
    digest,
    usedAt: Date.now(),
  };
  // It is sent in any case; a browser without storage shows it no more.
  await write((stickers) => {
    stickers.put(sticker);
    for (const { id } of others.slice(maxKept - 1)) stickers.delete(id);
  }).catch(() => {});
}

export async function forgetSticker(id: string): Promise<void> {
  await write((stickers) => stickers.delete(id)).catch(() => {});
}

async function digestOf(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function all(): Promise<OwnSticker[]> {
  const request = (await open()).transaction(store).objectStore(store).getAll();
  const { promise, resolve, reject } = Promise.withResolvers<OwnSticker[]>();
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
  return (await promise).toSorted((one, other) => other.usedAt - one.usedAt);
}

async function write(act: (stickers: IDBObjectStore) => void): Promise<void> {
  const transaction = (await open()).transaction(store, 'readwrite');
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  transaction.oncomplete = () => resolve();
  transaction.onabort = () => reject(transaction.error);
  act(transaction.objectStore(store));
  await promise;
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open('agent-console-stickers', 1);
  request.onupgradeneeded = () => request.result.createObjectStore(store, { keyPath: 'id' });
  const { promise, resolve, reject } = Promise.withResolvers<IDBDatabase>();
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
  return promise;
}
