/**
 * The content of old messages, which is in the bucket: what has been read of it. Code that reads a message does not wait,
 * so it throws {@link ArchivedContentNeeded}; whoever called it then waits for the segment and reads again
 * (`Archive.reading`).
 */

/** What a message no longer has in its row. */
export interface ArchivedContent {
  /** Its JSON. */
  body: string;
  /** What stays of the JSON of its reports, in their order. */
  reports: readonly string[];
}

/** By message id. Null: the bucket no longer has the segment. */
export type ArchivedContents = ReadonlyMap<number, ArchivedContent> | null;

export class ArchivedContentNeeded extends Error {
  override readonly name = 'ArchivedContentNeeded';
  readonly segment: number;

  constructor(segment: number) {
    super(`Segment ${segment} of the archive has not been read`);
    this.segment = segment;
  }
}

/** The segments of an inbox that have been read, by id. */
export type Loaded = Pick<ReadonlyMap<number, ArchivedContents>, 'get'>;

const loadedBy = new WeakMap<SqlStorage, Loaded>();

/** Makes what is loaded known to everything that reads this database. */
export function readArchivedFrom(sql: SqlStorage, loaded: Loaded): void {
  loadedBy.set(sql, loaded);
}

/** Null when the bucket no longer has it: then nothing but the row is known. */
export function archivedContent(
  sql: SqlStorage,
  { id, segment }: { id: number; segment: number },
): ArchivedContent | null {
  const contents = loadedBy.get(sql)?.get(segment);
  if (contents === undefined) throw new ArchivedContentNeeded(segment);
  return contents?.get(id) ?? null;
}
