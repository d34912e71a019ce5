import * as v from 'valibot';
import { type ContentEntry, noFile, noTexts } from './content-entry.ts';
import { string } from './values.ts';

/** The contact pressed a quick reply below a template. */
export const buttonContent = v.object({
  type: v.literal('button'),
  button: v.object({ payload: string, text: v.string() }),
});

export const buttonEntry: ContentEntry<v.InferOutput<typeof buttonContent>> = {
  texts: ({ button }) => [button.text],
  exportDetails: noTexts,
  pushText: ({ button }) => button.text,
  file: noFile,
};
