/** Files that rules and menus reply with. */
import * as v from 'valibot';
import { whole } from '../values.ts';

export const automationFile = v.object({
  /** For `content` of a reply, such as `{ "type": "image", "image": { "id" } }`. */
  id: v.string(),
  mimeType: v.string(),
  /** In bytes. */
  size: whole,
  filename: v.nullable(v.string()),
  /** Whether a rule or a menu replies with it. One that nothing uses, and that was never sent, is deleted after a day. */
  isUsed: v.boolean(),
});
export type AutomationFile = v.InferOutput<typeof automationFile>;

/** The newest first. */
export const automationFiles = v.object({ files: v.array(automationFile) });
export type AutomationFiles = v.InferOutput<typeof automationFiles>;
