/** Every type of message as one line of text: for the list, quotes, notifications and screen readers. */
import type { Content } from '../../../worker/api/conversations/messages.ts';
import type { ContentOf, ContentType } from '../../../worker/whatsapp/content/content.ts';
import { withoutOverrides } from '../../../worker/whatsapp/direction.ts';
import { withoutReference } from '../../../worker/whatsapp/receiving/reference.ts';
import { strings } from '../../locales/strings-first-load.ts';

type Direction = 'in' | 'out';

const lines: { readonly [Type in ContentType]: (content: ContentOf<Type>, direction: Direction) => string } =
  {
    // The button's reference is removed from the contact's text, but not from the team's.
    text: ({ text }, direction) => (direction === 'in' ? withoutReference(text.body) : text.body),
    image: ({ image }) => image.caption || strings.photo,
    video: ({ video }) => video.caption || strings.video,
    audio: ({ audio }) => (audio.voice ? strings.voiceMessage : strings.audio),
    document: ({ document }) => document.caption || document.filename || strings.document,
    sticker: () => strings.sticker,
    location: ({ location }) => location.name ?? strings.locationAt(location.latitude, location.longitude),
    contacts: ({ contacts }) =>
      strings.contactCard(contacts.map(({ name }) => name?.formatted_name ?? strings.unnamed).join(', ')),
    button: ({ button }) => button.text,
    interactive: ({ interactive }) => interactiveText(interactive),
    template: ({ template, shown }) => shown?.body || strings.template(template.name),
    order: ({ order }) => strings.order(order.product_items.length),
    system: ({ system }) => system.body ?? strings.whatsappNotice,
    edit: () => strings.editLine,
    revoke: () => strings.revokeLine,
    request_welcome: () => strings.welcomeLine,
    reaction: ({ reaction }) => (reaction.emoji ? strings.reacted(reaction.emoji) : strings.reactionBack),
    calls: ({ calls }) => callText(calls),
    user_preferences: ({ user_preferences }) => preferenceText(user_preferences),
    group: ({ group }) => group.description ?? group.subject ?? strings.groupLine,
    unsupported: ({ originalType }) => strings.unsupported(originalType),
  };

/** Longer than any line of the list, quote or spoken text. */
const maxLine = 1_000;

/** The start of a message, with WhatsApp's formatting characters. */
export function beginningOf(content: Content, direction: Direction): string {
  return withoutOverrides(contentText(content, direction).slice(0, maxLine).toWellFormed());
}

/** A message as text, with WhatsApp's formatting characters. */
export function contentText<Type extends ContentType>(
  content: ContentOf<Type>,
  direction: Direction,
): string {
  return lines[content.type](content, direction);
}

function callText({ event, duration }: ContentOf<'calls'>['calls']): string {
  if (event !== 'terminate') return strings.call;
  return duration ? strings.answeredCall(Math.max(1, Math.round(duration / 60))) : strings.missedCall;
}

function preferenceText({ value, detail }: ContentOf<'user_preferences'>['user_preferences']): string {
  if (value === 'stop') return strings.preferenceStop;
  if (value === 'resume') return strings.preferenceResume;
  return detail ?? strings.preference;
}

function interactiveText(interactive: ContentOf<'interactive'>['interactive']): string {
  switch (interactive.type) {
    case 'button_reply':
      return interactive.button_reply.title;
    case 'list_reply':
      return interactive.list_reply.title;
    case 'nfm_reply':
      return interactive.nfm_reply.body ?? strings.formAnswered;
    default:
      return promptText(interactive);
  }
}

/** A file in the header is named before the text. */
function promptText(prompt: ContentOf<'interactive'>['interactive']): string {
  const text = 'body' in prompt && prompt.body ? prompt.body.text : strings.interactive;
  const header = 'header' in prompt ? prompt.header?.type : undefined;
  if (header === undefined || header === 'text') return text;
  return `${strings[header === 'image' ? 'photo' : header]} · ${text}`;
}
