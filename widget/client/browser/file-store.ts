/**
 * Files that an agent has picked, recorded or pasted and that the inbox does not have yet. The browser keeps them
 * across a reload, a crash and a sign-out, in its own database; they are removed as soon as they are sent or taken out.
 */

import { heldFiles } from './held-files.ts';

/** A file in a draft or a pending message. */
export interface StoredFile {
  id: string;
  name: string;
  type: string;
  /** In bytes. */
  size: number;
}

/** Why a file is lost when the page closes. */
export type StoreFailure = 'blocked' | 'full';

interface Entry {
  id: string;
  /** Whose file it is: an agent and a number. */
  owner: string;
  size: number;
  keptAt: number;
}

/** Bytes of all files together. WhatsApp takes files of up to 100 MB. */
export const maxStored = 300 * 1024 * 1024;
/** Files without a reference are kept this long, because another tab may be about to refer to them. */
const orphanAgeMs = 60 * 60_000;

const files = 'files';
const entries = 'entries';

let opening: Promise<IDBDatabase> | null = null;

/** Null: it is stored. In any case the page still has the file. */
export async function keepFile(
  owner: string,
  { id, size }: StoredFile,
  file: File,
): Promise<StoreFailure | null> {
  heldFiles.set(id, file);
  try {
    const all = await result<Entry[]>((await read(entries)).getAll());
    const used = all.reduce((sum, entry) => sum + (entry.id === id ? 0 : entry.size), 0);
    if (used + size > maxStored) return 'full';
    const entry: Entry = { id, owner, size, keptAt: Date.now() };
    await write((store) => {
      store(files).put(file, id);
      store(entries).put(entry);
    });
    heldFiles.delete(id);
    return null;
  } catch (error) {
    return error instanceof DOMException && error.name === 'QuotaExceededError' ? 'full' : 'blocked';
  }
}

/** Null: the browser does not have it, or cannot read it. */
export async function findFile({ id, name, type }: StoredFile): Promise<File | null> {
  const held = heldFiles.get(id);
  if (held) return held;
  try {
    const found: unknown = await result((await read(files)).get(id));
    return found instanceof Blob ? new File([found], name, { type }) : null;
  } catch {
    return null;
  }
}

export async function forgetFiles(ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  for (const id of ids) heldFiles.delete(id);
  // A browser without storage has nothing to delete.
  await write((store) => {
    for (const id of ids) {
      store(files).delete(id);
      store(entries).delete(id);
    }
  }).catch(() => {});
}

/** Deletes this owner's files without a reference, as after a crash between two steps. */
export async function sweepFiles(owner: string, isUsed: (id: string) => boolean): Promise<void> {
  const all = await read(entries)
    .then((store) => result<Entry[]>(store.getAll()))
    .catch(() => []);
  const old = Date.now() - orphanAgeMs;
  const orphans = all.filter((entry) => entry.owner === owner && entry.keptAt < old && !isUsed(entry.id));
  await forgetFiles(orphans.map(({ id }) => id));
}

async function read(store: string): Promise<IDBObjectStore> {
  return (await database()).transaction(store).objectStore(store);
}

/** All or nothing. */
async function write(act: (store: (name: string) => IDBObjectStore) => void): Promise<void> {
  const transaction = (await database()).transaction([files, entries], 'readwrite');
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  transaction.oncomplete = () => resolve();
  transaction.onabort = () => reject(transaction.error);
  act((name) => transaction.objectStore(name));
  await promise;
}

function database(): Promise<IDBDatabase> {
  opening ??= open().catch((error: unknown) => {
    opening = null;
    throw error;
  });
  return opening;
}

async function open(): Promise<IDBDatabase> {
  const request = indexedDB.open('agent-console', 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(files);
    request.result.createObjectStore(entries, { keyPath: 'id' });
  };
  const opened = await result(request);
  // The browser closes it when site data is cleared. It is then opened again.
  opened.onclose = () => {
    opening = null;
  };
  return opened;
}

function result<Value>(request: IDBRequest<Value>): Promise<Value> {
  const { promise, resolve, reject } = Promise.withResolvers<Value>();
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
  return promise;
}
