/**
 * The handle of an example file that the Worker keeps. It stands in a draft where Meta's handle would be, and is
 * replaced by one when the template is submitted.
 */
const prefix = 'sample:';

export function sampleHandle(id: string): string {
  return `${prefix}${id}`;
}

/** The id of the file; null for a handle of Meta, or for the address of Meta's copy. */
export function sampleIdIn(handle: string): string | null {
  return handle.startsWith(prefix) ? handle.slice(prefix.length) : null;
}
