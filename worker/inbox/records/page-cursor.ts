/** A page of a list: `before` is `next` of the previous page, `limit` the maximum number of rows. */
export interface PageRequest {
  before?: string;
  limit: number;
}

/** The row that `before` points to; without it, one that is newer than all rows. */
export function cursorOf(before: string | undefined): [at: number, id: number] {
  const [at, id] = (before ?? '').split('.').map(Number);
  return at !== undefined && id !== undefined ? [at, id] : [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER];
}
