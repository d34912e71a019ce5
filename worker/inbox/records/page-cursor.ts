/** Where a list goes on: `next` of the page before, and how many rows at most. */
export interface PageRequest {
  before?: string;
  limit: number;
}

/** The row that `next` named; without it, one that is newer than all. */
export function cursorOf(before: string | undefined): [at: number, id: number] {
  const [at, id] = (before ?? '').split('.').map(Number);
  return at !== undefined && id !== undefined ? [at, id] : [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER];
}
