/**
 * Events that could not be stored. One that fails for what is in it would fail on every delivery, so it is kept with
 * its reason, and its siblings are stored. It goes when it comes again, or is replayed, and can be stored.
 */
import { log } from '../../log.ts';
import type { InboxEvent, Party } from '../../whatsapp/receiving/inbox-event.ts';
import { isStorageFault } from '../records/storage-fault.ts';
import { addNotice } from './raw-events.ts';

/** Stored before what else it says of the reason, which can be long. */
const longestReason = 300;

export class Problems {
  #storage: DurableObjectStorage;
  /** Digests of the problems that are kept, so that an event is looked up only when there is one. */
  #known: Set<string>;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
    this.#known = knownProblems(storage.sql);
  }

  has(event: InboxEvent, digest: string): boolean {
    return this.#known.has(digestOf(event, digest));
  }

  /** An event was stored: had it been a problem, it is none any more. Call it in the transaction that stores it. */
  solved(event: InboxEvent, digest: string): void {
    if (this.#known.size === 0 || !this.has(event, digest)) return;
    this.#storage.sql.exec('DELETE FROM notice WHERE digest = ?', digestOf(event, digest));
  }

  /**
   * Stores an event by itself, or keeps it as a problem; throws when it is the storage that fails. Call it inside a
   * transaction.
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

  /** What is kept is read again: call it after a transaction in which something was solved or kept. */
  refresh(): void {
    this.#known = knownProblems(this.#storage.sql);
  }

  get isEmpty(): boolean {
    return this.#known.size === 0;
  }

  #keep(event: InboxEvent, digest: string, now: number, error: unknown): void {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    addNotice(this.#storage.sql, {
      field: event.kind === 'notice' || event.kind === 'unparsed' ? event.field : event.kind,
      at: 'at' in event ? (event.at ?? now) : now,
      reason: `could not be stored: ${reason}`.slice(0, longestReason),
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

/** Not the digest that the event itself is known by once it is stored. */
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
