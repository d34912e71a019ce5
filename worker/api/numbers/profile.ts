/** What customers see of a number: the business profile, its name, conversation starters, short links. Meta stores it. */
import * as v from 'valibot';
import { businessProfile as profileAtMeta } from '../../whatsapp/account/business-profile.ts';
import { displayName, wantedName } from '../../whatsapp/account/display-name.ts';
import { linkMessage, shortLink } from '../../whatsapp/account/short-links.ts';

export { businessProfileChange } from '../../whatsapp/account/business-profile.ts';
export type { ConversationStarters } from '../../whatsapp/account/conversation-starters.ts';
export { conversationStarters } from '../../whatsapp/account/conversation-starters.ts';
export type { DisplayName } from '../../whatsapp/account/display-name.ts';
export type { ShortLink } from '../../whatsapp/account/short-links.ts';
export { displayName, shortLink };

export const businessProfile = v.object({
  ...v.omit(profileAtMeta, ['pictureUrl']).entries,
  hasPhoto: v.boolean(),
});
export type BusinessProfile = v.InferOutput<typeof businessProfile>;

/** The conversation starters of a number, as Meta stores them. */
export const startersAtMeta = v.object({
  /** Whether Meta sends an event when a customer opens the chat for the first time. */
  welcomes: v.boolean(),
  /** Sentences to tap. */
  iceBreakers: v.array(v.string()),
  commands: v.array(v.object({ name: v.string(), description: v.string() })),
});

export const displayNameRequest = v.strictObject({ name: wantedName });

/** Meta's own switch; null: Meta does not say. */
export const identityCheck = v.object({ isOn: v.nullable(v.boolean()) });
export type IdentityCheck = v.InferOutput<typeof identityCheck>;
export const identityCheckChange = v.strictObject({ isOn: v.boolean() });

/** A new short link, or another message behind the same one. */
export const shortLinkRequest = v.strictObject({ message: linkMessage });
export const shortLinksQuery = v.object({ after: v.optional(v.string()) });
