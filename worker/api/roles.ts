/** Who is allowed to do what. */
import * as v from 'valibot';

export const role = v.picklist(['admin', 'agent']);
export type Role = v.InferOutput<typeof role>;

/** What an admin can allow an agent beyond their role. `templates`: to write, edit and delete templates. */
export const permission = v.picklist(['templates']);
export type Permission = v.InferOutput<typeof permission>;

export const apiScope = v.picklist([
  'conversations:read',
  'conversations:write',
  'numbers:read',
  'numbers:write',
  'events:read',
  'webhooks:write',
  'templates:read',
  'templates:write',
  /** Lets a language model send without a person, together with `conversations:write`. */
  'mcp:send',
]);
export type ApiScope = v.InferOutput<typeof apiScope>;
