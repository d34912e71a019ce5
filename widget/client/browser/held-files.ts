/** Files that the browser did not keep: the page has them for as long as it is open. By their id. */
export const heldFiles = new Map<string, File>();
