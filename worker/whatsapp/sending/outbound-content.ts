/** What a business can send, and the errors in it. */
import * as v from 'valibot';
import { reactionContent } from '../content/changes.ts';
import { contactsContent } from '../content/contacts.ts';
import { interactivePrompt } from '../content/interactive.ts';
import { locationContent } from '../content/location.ts';
import {
  audioContent,
  documentContent,
  imageContent,
  stickerContent,
  videoContent,
} from '../content/media.ts';
import { templateContent } from '../content/template.ts';
import { textContent } from '../content/text.ts';
import type { SentenceValues } from '../sentences.ts';

export type OutboundContent = v.InferOutput<typeof outboundContent>;

export interface OutboundIssue {
  /** Path of the wrong value: `interactive.action.buttons[1].reply.title`. */
  path: string;
  code:
    | 'invalid'
    | 'unknown_key'
    | 'too_long'
    | 'too_short'
    | 'too_many'
    | 'too_few'
    | 'missing'
    | 'conflict'
    | 'duplicate';
  /** A sentence for a person. */
  message: string;
  limit?: number;
}

/** An issue with the values of its sentence, named as for any other value of a request; see `Fault`. */
export interface OutboundFault extends OutboundIssue {
  params: SentenceValues;
}

export function faultOf(issue: OutboundIssue): OutboundFault {
  const { path, limit } = issue;
  return { ...issue, params: { name: path, ...(limit !== undefined && { count: limit }) } };
}

/** Which field is wrong, and why, in English. */
export function issueText({ path, message }: OutboundIssue): string {
  return path === '' ? message : `\`${path}\`: ${message}`;
}

/** The shapes of received content, without the fields that only received messages have. */
export const outboundContent = v.variant('type', [
  textContent,
  v.object({
    ...imageContent.entries,
    image: v.pick(imageContent.entries.image, ['id', 'link', 'caption']),
  }),
  v.object({
    ...videoContent.entries,
    video: v.pick(videoContent.entries.video, ['id', 'link', 'caption']),
  }),
  v.object({ ...audioContent.entries, audio: v.pick(audioContent.entries.audio, ['id', 'link', 'voice']) }),
  v.object({
    ...documentContent.entries,
    document: v.pick(documentContent.entries.document, ['id', 'link', 'caption', 'filename']),
  }),
  v.object({ ...stickerContent.entries, sticker: v.pick(stickerContent.entries.sticker, ['id', 'link']) }),
  v.object({ ...locationContent.entries, location: v.omit(locationContent.entries.location, ['url']) }),
  v.object({
    type: contactsContent.entries.type,
    contacts: v.array(v.omit(contactsContent.entries.contacts.item, ['vcard'])),
  }),
  reactionContent,
  v.object({ type: v.literal('interactive'), interactive: interactivePrompt }),
  templateContent,
]);
