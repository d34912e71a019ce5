/**
 * What a message can contain, in either direction, in Meta's own names: `content[content.type]` is Meta's object of
 * that type. Sources: Meta's OpenAPI description v23.0, and its webhook reference at
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages.
 *
 * A shape requires only what a reader needs and drops what it does not know: Meta adds fields without notice, and the
 * message's JSON as received is kept beside it.
 */
import * as v from 'valibot';
import { buttonContent, buttonEntry } from './button.ts';
import {
  editContent,
  editEntry,
  reactionContent,
  reactionEntry,
  revokeContent,
  revokeEntry,
} from './changes.ts';
import { contactsContent, contactsEntry } from './contacts.ts';
import type { ContentEntry, ContentFile } from './content-entry.ts';
import { interactiveContent, interactiveEntry } from './interactive-content.ts';
import { locationContent, locationEntry } from './location.ts';
import {
  audioContent,
  audioEntry,
  documentContent,
  documentEntry,
  imageContent,
  imageEntry,
  stickerContent,
  stickerEntry,
  videoContent,
  videoEntry,
} from './media.ts';
import {
  callsContent,
  callsEntry,
  groupContent,
  groupEntry,
  noticeAsMessage,
  userPreferencesContent,
  userPreferencesEntry,
} from './notices.ts';
import { orderContent, orderEntry } from './order.ts';
import { requestWelcomeContent, requestWelcomeEntry, systemContent, systemEntry } from './system.ts';
import { shownTemplateContent, templateEntry } from './template.ts';
import { textContent, textEntry } from './text.ts';
import { unsupported, unsupportedContent, unsupportedEntry } from './unsupported.ts';
import { parseJson } from './values.ts';

const noticeContent = v.variant('type', [callsContent, userPreferencesContent, groupContent]);

/** A new type of message starts here; the compiler then asks for everything else. */
const knownContent = v.variant('type', [
  textContent,
  imageContent,
  videoContent,
  audioContent,
  documentContent,
  stickerContent,
  locationContent,
  contactsContent,
  reactionContent,
  interactiveContent,
  shownTemplateContent,
  buttonContent,
  orderContent,
  systemContent,
  requestWelcomeContent,
  editContent,
  revokeContent,
  ...noticeContent.options,
]);

const anyContent = v.variant('type', [...knownContent.options, unsupportedContent]);
export type Content = v.InferOutput<typeof anyContent>;

/** Keyed by type, so that the types of rows with content stay short. */
export const content: v.GenericSchema<unknown, Content> = anyContent;

export type ContentType = Content['type'];
export type ContentOf<Type extends ContentType> = Extract<Content, { type: Type }>;

const entries: { readonly [Type in ContentType]: ContentEntry<ContentOf<Type>> } = {
  text: textEntry,
  image: imageEntry,
  video: videoEntry,
  audio: audioEntry,
  document: documentEntry,
  sticker: stickerEntry,
  location: locationEntry,
  contacts: contactsEntry,
  reaction: reactionEntry,
  interactive: interactiveEntry,
  template: templateEntry,
  button: buttonEntry,
  order: orderEntry,
  system: systemEntry,
  request_welcome: requestWelcomeEntry,
  edit: editEntry,
  revoke: revokeEntry,
  calls: callsEntry,
  user_preferences: userPreferencesEntry,
  group: groupEntry,
  unsupported: unsupportedEntry,
};

/** Reads the content of a message's JSON, as stored. Never throws: unknown content becomes `unsupported`. */
export function readContent(raw: string): Content {
  const message = parseJson(raw);
  const known = v.safeParse(knownContent, message);
  return known.success ? known.output : unsupported(raw, message);
}

/** Reads a notice that appears in the thread. `field` is the webhook field it came in. Never throws. */
export function readNotice(field: string, raw: string): Content {
  const known = v.safeParse(noticeContent, parseJson(noticeAsMessage(field, raw)));
  return known.success ? known.output : { type: 'unsupported', originalType: field, raw };
}

/** The text that a person reads in it, from top to bottom, without ids, payloads or file addresses. */
export function textsIn<Type extends ContentType>(content: ContentOf<Type>): string[] {
  return entries[content.type].texts(content).filter(hasText);
}

/** The lines of a message in the HTML export, without its file. */
export function exportLines<Type extends ContentType>(content: ContentOf<Type>): string[] {
  const { texts, exportDetails } = entries[content.type];
  return [...texts(content), ...exportDetails(content)].filter(hasText);
}

/** The contact's own words for a push notification; null where there are none. */
export function pushTextOf<Type extends ContentType>(content: ContentOf<Type>): string | null {
  return entries[content.type].pushText(content);
}

export function fileIn<Type extends ContentType>(content: ContentOf<Type>): ContentFile | null {
  return entries[content.type].file(content);
}

/** The `wamid` of the message that a reaction, an edit or a revocation changes; null for everything else. */
export function targetOf(content: Content): string | null {
  switch (content.type) {
    case 'reaction':
      return content.reaction.message_id;
    case 'edit':
      return content.edit.original_message_id;
    case 'revoke':
      return content.revoke.original_message_id;
    default:
      return null;
  }
}

/** A message in a group as a line of the thread: who wrote, and what. */
export function groupLine(groupId: string, sender: string, raw: string): string {
  const content = readContent(raw);
  const said = content.type === 'text' ? content.text.body : `(${content.type})`;
  const group = { type: 'message', group_id: groupId, description: `${sender}: ${said}` };
  return JSON.stringify({ type: 'group', group });
}

function hasText(text: string | null | undefined): text is string {
  return text != null && text.trim() !== '';
}
