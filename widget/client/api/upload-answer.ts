import * as v from 'valibot';
import type { MediaUpload } from '../../../worker/api/conversations/messages.ts';
import { parseJson } from '../browser/parse-json.ts';

const mediaUpload = v.object({
  id: v.string(),
  mimeType: v.string(),
  size: v.number(),
  filename: v.nullable(v.string()),
}) satisfies v.GenericSchema<unknown, MediaUpload>;

/** The answer to an upload; null if something else than the Worker answered. */
export function readUpload(text: string): MediaUpload | null {
  return parseJson(mediaUpload, text);
}
