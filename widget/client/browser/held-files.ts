/** Files that the browser did not store, by id. The page has them as long as it is open. */
export const heldFiles = new Map<string, File>();
