/** Schemas for what a browser stores for an agent: another version may have written it. */
import * as v from 'valibot';
import { type Content, readContent } from '../../../worker/whatsapp/content/content.ts';
import type { StoredFile } from '../browser/file-store.ts';
import type { Quoted } from '../state/inbox-state.ts';

export const storedContent: v.GenericSchema<unknown, Content> = v.pipe(
  v.unknown(),
  v.transform((value): Content => readContent(JSON.stringify(value) ?? 'null')),
);

export const storedFile = v.object({
  id: v.string(),
  name: v.string(),
  type: v.string(),
  size: v.number(),
}) satisfies v.GenericSchema<unknown, StoredFile>;

export const storedQuote: v.GenericSchema<unknown, Quoted> = v.object({
  id: v.number(),
  wamid: v.nullable(v.string()),
  direction: v.picklist(['in', 'out']),
  content: storedContent,
});
