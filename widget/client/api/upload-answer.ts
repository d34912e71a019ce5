import * as v from 'valibot';
import type { MediaUpload } from '../../../worker/api/messages.ts';
import { parseJson } from '../browser/parse-json.ts';

const mediaUpload = v.object({
  id: v.string(),
  mimeType: v.string(),
  size: v.number(),
  filename: v.nullable(v.string()),
}) satisfies v.GenericSchema<unknown, MediaUpload>;

/** What the inbox says of a file that it has taken; null: the answer is not the inbox's. */
export function readUpload(text: string): MediaUpload | null {
  return parseJson(mediaUpload, text);
}
