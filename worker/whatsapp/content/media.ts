import * as v from 'valibot';
import { type ContentEntry, contentFile, noText, noTexts } from './content-entry.ts';
import { string } from './values.ts';

/**
 * Received media has an `id` to ask a short-lived URL for, and since 2025 sometimes that URL itself. Media we
 * send has an `id` after an upload, or a `link` that Meta fetches.
 */
const media = v.object({ id: string, link: string, url: string, mime_type: string, sha256: string });

export const imageContent = v.object({
  type: v.literal('image'),
  image: v.object({ ...media.entries, caption: string }),
});
export const videoContent = v.object({
  type: v.literal('video'),
  video: v.object({ ...media.entries, caption: string }),
});
/** `voice` marks a recording, shown with the sender's picture; otherwise it is an audio file. */
export const audioContent = v.object({
  type: v.literal('audio'),
  audio: v.object({ ...media.entries, voice: v.optional(v.boolean()) }),
});
export const documentContent = v.object({
  type: v.literal('document'),
  document: v.object({ ...media.entries, caption: string, filename: string }),
});
export const stickerContent = v.object({
  type: v.literal('sticker'),
  sticker: v.object({ ...media.entries, animated: v.optional(v.boolean()) }),
});

export const imageEntry: ContentEntry<v.InferOutput<typeof imageContent>> = {
  texts: ({ image }) => [image.caption],
  exportDetails: noTexts,
  pushText: ({ image }) => image.caption || null,
  file: ({ image }) => contentFile('image', image),
};

export const videoEntry: ContentEntry<v.InferOutput<typeof videoContent>> = {
  texts: ({ video }) => [video.caption],
  exportDetails: noTexts,
  pushText: ({ video }) => video.caption || null,
  file: ({ video }) => contentFile('video', video),
};

export const audioEntry: ContentEntry<v.InferOutput<typeof audioContent>> = {
  texts: noTexts,
  exportDetails: noTexts,
  pushText: noText,
  file: ({ audio }) => contentFile('audio', audio),
};

export const documentEntry: ContentEntry<v.InferOutput<typeof documentContent>> = {
  texts: ({ document }) => [document.caption, document.filename],
  exportDetails: noTexts,
  pushText: ({ document }) => document.caption || document.filename || null,
  file: ({ document }) => contentFile('document', document),
};

export const stickerEntry: ContentEntry<v.InferOutput<typeof stickerContent>> = {
  texts: noTexts,
  exportDetails: noTexts,
  pushText: noText,
  file: ({ sticker }) => contentFile('sticker', sticker),
};
