/**
 * Versions of the Graph API in an address. A version that does not exist yet is read as an object id. An expired or missing
 * version means the oldest available one, which a header of the answer contains. Source:
 * https://developers.facebook.com/docs/graph-api/guides/versioning
 */
import { GraphApiError } from './graph-error.ts';

const newest = 26;
const oldest = 21;
/** Some versions before v22.0 had a minor number. */
const known = /^v(?:[1-9]|1\d|2\d)\.\d$/;

export interface VersionedPath {
  /** The version that answers the request. */
  version: string;
  /** Without the version: `/106540352242922/messages`. */
  path: string;
}

export function readVersion(pathname: string): VersionedPath {
  const [, asked, rest = ''] = /^\/(v\d+\.\d+)(\/.*)?$/.exec(pathname) ?? [];
  if (asked === undefined) return { version: `v${oldest}.0`, path: pathname };
  const number = Number.parseInt(asked.slice(1), 10);
  if (!known.test(asked) || number > newest) {
    const message = `Unknown path components: ${rest}`;
    throw new GraphApiError(2500, '', { message });
  }
  return { version: number < oldest ? `v${oldest}.0` : asked, path: rest };
}
