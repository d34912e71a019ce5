/**
 * Events that could not be stored. An event that fails because of its content would fail on every delivery, so it is set
 * aside with the reason, and its siblings are stored. It is removed once it is delivered or replayed successfully.
 */
import { log } from '../../log.ts';
import type { InboxEvent, Party } from '../../whatsapp/receiving/inbox-event.ts';
import { isStorageFault } from '../records/changes/storage-fault.ts';
import { addMetaNotice } from './raw-events.ts';

/** Error messages can be long. */
const maxReasonLength = 300;

export class Problems {
  #storage: DurableObjectStorage;
  /** Digests of the stored problems, so that no query is needed when there are none. */
  #known: Set<string>;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
    this.#known = knownProblems(storage.sql);
  }

  has(event: InboxEvent, digest: string): boolean {
    return this.#known.has(digestOf(event, digest));
  }

  /** Removes the problem of an event that is now stored. Call it in the transaction that stores the event. */
  solved(event: InboxEvent, digest: string): void {
    if (this.#known.size === 0 || !this.has(event, digest)) return;
    this.#storage.sql.exec('DELETE FROM notice WHERE digest = ?', digestOf(event, digest));
  }

  /**
   * Stores an event alone, or sets it aside as a problem. Throws if the storage itself fails. Call it inside a transaction.
   */
  attempt(event: InboxEvent, digest: string, now: number, store: () => void): void {
    try {
      this.#storage.transactionSync(store);
    } catch (error) {
      if (isStorageFault(error)) throw error;
      log('error', 'event_not_stored', {
        kind: event.kind,
        fault: error instanceof Error ? error.name : typeof error,
      });
      this.#keep(event, digest, now, error);
    }
  }

  /** Call it after a transaction in which a problem was added or removed. */
  refresh(): void {
    this.#known = knownProblems(this.#storage.sql);
  }

  get isEmpty(): boolean {
    return this.#known.size === 0;
  }

  #keep(event: InboxEvent, digest: string, now: number, error: unknown): void {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    addMetaNotice(this.#storage.sql, {
      field: event.kind === 'notice' || event.kind === 'unparsed' ? event.field : event.kind,
      at: 'at' in event ? (event.at ?? now) : now,
      reason: `could not be stored: ${reason}`.slice(0, maxReasonLength),
      digest: digestOf(event, digest),
      raw: event.raw,
      contact: contactIn(event),
    });
  }
}

const prefix = 'problem:';

function knownProblems(sql: SqlStorage): Set<string> {
  const rows = sql
    .exec<{ digest: string }>(
      `SELECT digest FROM notice WHERE unread_because IS NOT NULL AND digest LIKE '${prefix}%'`,
    )
    .toArray();
  return new Set(rows.map(({ digest }) => digest));
}

/** Differs from the digest of the same event once it is stored. */
function digestOf(event: InboxEvent, digest: string): string {
  switch (event.kind) {
    case 'message':
    case 'echo':
    case 'history':
      return `${prefix}${event.kind}:${event.wamid}`;
    case 'status':
      return `${prefix}status:${event.status}:${event.wamid}`;
    case 'contact':
    case 'notice':
    case 'unparsed':
      return `${prefix}${digest}`;
  }
}

function contactIn(event: InboxEvent): string | null {
  const party = partyOf(event);
  if (!party) return null;
  const { waId, userId, parentUserId, username, profileName } = party;
  return JSON.stringify({
    ...(waId !== undefined && { wa_id: waId }),
    ...(userId !== undefined && { user_id: userId }),
    ...(parentUserId !== undefined && { parent_user_id: parentUserId }),
    profile: {
      ...(profileName !== undefined && { name: profileName }),
      ...(username !== undefined && { username }),
    },
  });
}

function partyOf(event: InboxEvent): Party | null {
  switch (event.kind) {
    case 'message':
      return event.from;
    case 'echo':
      return event.to;
    case 'status':
      return event.recipient;
    case 'history':
    case 'notice':
      return event.party;
    case 'contact':
    case 'unparsed':
      return null;
  }
}
