import * as v from 'valibot';
import type { AutomationFile } from '../../../worker/api/automation/files.ts';
import type { MediaUpload } from '../../../worker/api/conversations/messages.ts';
import { parseJson } from '../browser/parse-json.ts';

const mediaUpload = v.object({
  id: v.string(),
  mimeType: v.string(),
  size: v.number(),
  filename: v.nullable(v.string()),
}) satisfies v.GenericSchema<unknown, MediaUpload>;

const automationFile = v.object({
  ...mediaUpload.entries,
  isUsed: v.boolean(),
}) satisfies v.GenericSchema<unknown, AutomationFile>;

/** The answer to the upload of a file for rules; null if something else than the Worker answered. */
export function readAutomationFile(text: string): AutomationFile | null {
  return parseJson(automationFile, text);
}

/** The answer to an upload; null if something else than the Worker answered. */
export function readUpload(text: string): MediaUpload | null {
  return parseJson(mediaUpload, text);
}
