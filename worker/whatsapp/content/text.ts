import * as v from 'valibot';
import { withoutReference } from '../receiving/reference.ts';
import { type ContentEntry, noFile, noTexts } from './content-entry.ts';

export const textContent = v.object({
  type: v.literal('text'),
  text: v.object({ body: v.string(), preview_url: v.optional(v.boolean()) }),
});

export const textEntry: ContentEntry<v.InferOutput<typeof textContent>> = {
  texts: ({ text }) => [text.body],
  exportDetails: noTexts,
  pushText: ({ text }) => withoutReference(text.body),
  file: noFile,
};
