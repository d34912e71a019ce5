import * as v from 'valibot';
import { type ContentEntry, noFile, noText, noTexts } from './content-entry.ts';

/** A message of a type, or in a form, that is not understood here. It is kept whole and shown as its JSON. */
export const unsupportedContent = v.object({
  type: v.literal('unsupported'),
  /** Meta's word for it. */
  originalType: v.string(),
  /** The message as received. */
  raw: v.string(),
});
export type UnsupportedContent = v.InferOutput<typeof unsupportedContent>;

export const unsupportedEntry: ContentEntry<UnsupportedContent> = {
  texts: noTexts,
  exportDetails: ({ originalType }) => [`(${originalType})`],
  pushText: noText,
  file: noFile,
};

export function unsupported(raw: string, message: unknown): UnsupportedContent {
  return { type: 'unsupported', originalType: originalTypeOf(message), raw };
}

function originalTypeOf(message: unknown): string {
  if (v.is(unsupportedMessage, message)) return message.unsupported.type;
  return v.is(typedMessage, message) ? message.type : 'unknown';
}

/** Meta sometimes names the type that it cannot deliver in `unsupported.type`. */
const unsupportedMessage = v.object({ unsupported: v.object({ type: v.string() }) });
const typedMessage = v.object({ type: v.string() });
