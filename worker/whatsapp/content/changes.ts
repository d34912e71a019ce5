/** Messages about an earlier message: reactions, edits and deletions. */
import * as v from 'valibot';
import { type ContentEntry, noFile, noText, noTexts } from './content-entry.ts';
import {
  documentContent,
  documentEntry,
  imageContent,
  imageEntry,
  videoContent,
  videoEntry,
} from './media.ts';
import { textContent, textEntry } from './text.ts';
import { string } from './values.ts';

/** An absent or empty `emoji` removes the reaction. */
export const reactionContent = v.object({
  type: v.literal('reaction'),
  reaction: v.object({ message_id: v.string(), emoji: string }),
});

/** Only numbers that are also in the WhatsApp Business app get edits and revocations. */
export const editContent = v.object({
  type: v.literal('edit'),
  edit: v.object({
    original_message_id: v.string(),
    message: v.variant('type', [textContent, imageContent, videoContent, documentContent]),
  }),
});
export const revokeContent = v.object({
  type: v.literal('revoke'),
  revoke: v.object({ original_message_id: v.string() }),
});

type Edit = v.InferOutput<typeof editContent>;

export const reactionEntry: ContentEntry<v.InferOutput<typeof reactionContent>> = {
  texts: noTexts,
  exportDetails: ({ reaction }) => [reaction.emoji],
  pushText: noText,
  file: noFile,
};

export const editEntry: ContentEntry<Edit> = {
  texts: editedTexts,
  exportDetails: noTexts,
  pushText: noText,
  file: noFile,
};

export const revokeEntry: ContentEntry<v.InferOutput<typeof revokeContent>> = {
  texts: noTexts,
  exportDetails: noTexts,
  pushText: noText,
  file: noFile,
};

function editedTexts({ edit: { message } }: Edit) {
  switch (message.type) {
    case 'text':
      return textEntry.texts(message);
    case 'image':
      return imageEntry.texts(message);
    case 'video':
      return videoEntry.texts(message);
    case 'document':
      return documentEntry.texts(message);
  }
}
