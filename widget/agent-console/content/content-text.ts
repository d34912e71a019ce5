import type { Content } from '../../../worker/api.ts';
import { withoutOverrides } from '../../../worker/whatsapp/direction.ts';
import { withoutReference } from '../../../worker/whatsapp/receiving/reference.ts';
import { strings } from '../../locales/strings-first-load.ts';

/** More than a line of the list, a quote or a screen reader takes of a message. */
const maxLine = 1_000;

/** The beginning of a message, with WhatsApp's formatting as it was written. */
export function beginningOf(content: Content, direction: 'in' | 'out'): string {
  return withoutOverrides(contentText(content, direction).slice(0, maxLine).toWellFormed());
}

/**
 * A message as text, with WhatsApp's formatting as it was written. The mark of a press is the button's and is left out
 * of what the customer sent; what the team wrote stays as it was written.
 */
export function contentText(content: Content, direction: 'in' | 'out'): string {
  switch (content.type) {
    case 'text':
      return direction === 'in' ? withoutReference(content.text.body) : content.text.body;
    case 'image':
      return content.image.caption || strings.photo;
    case 'video':
      return content.video.caption || strings.video;
    case 'audio':
      return content.audio.voice ? strings.voiceMessage : strings.audio;
    case 'document':
      return content.document.caption || content.document.filename || strings.document;
    case 'sticker':
      return strings.sticker;
    case 'location': {
      const { name, latitude, longitude } = content.location;
      return name ?? strings.locationAt(latitude, longitude);
    }
    case 'contacts':
      return strings.contactCard(
        content.contacts.map(({ name }) => name?.formatted_name ?? strings.unnamed).join(', '),
      );
    case 'button':
      return content.button.text;
    case 'interactive':
      return interactiveText(content.interactive);
    case 'template':
      return content.shown?.body || strings.template(content.template.name);
    case 'order':
      return strings.order(content.order.product_items.length);
    case 'system':
      return content.system.body ?? strings.whatsappNotice;
    case 'edit':
      return strings.editLine;
    case 'revoke':
      return strings.revokeLine;
    case 'request_welcome':
      return strings.welcomeLine;
    case 'reaction':
      return content.reaction.emoji ? strings.reacted(content.reaction.emoji) : strings.reactionBack;
    case 'calls':
      return callText(content.calls);
    case 'user_preferences':
      return preferenceText(content.user_preferences);
    case 'group':
      return content.group.description ?? content.group.subject ?? strings.groupLine;
    case 'unsupported':
      return strings.unsupported(content.originalType);
  }
}

function callText({ event, duration }: Extract<Content, { type: 'calls' }>['calls']): string {
  if (event !== 'terminate') return strings.call;
  return duration ? strings.answeredCall(Math.max(1, Math.round(duration / 60))) : strings.missedCall;
}

function preferenceText(
  preference: Extract<Content, { type: 'user_preferences' }>['user_preferences'],
): string {
  if (preference.value === 'stop') return strings.preferenceStop;
  if (preference.value === 'resume') return strings.preferenceResume;
  return preference.detail ?? strings.preference;
}

function interactiveText(interactive: Extract<Content, { type: 'interactive' }>['interactive']): string {
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

/** With the kind of the file on top of it, where there is one. */
function promptText(prompt: Extract<Content, { type: 'interactive' }>['interactive']): string {
  const text = 'body' in prompt && prompt.body ? prompt.body.text : strings.interactive;
  const header = 'header' in prompt ? prompt.header?.type : undefined;
  if (header === undefined || header === 'text') return text;
  return `${strings[header === 'image' ? 'photo' : header]} · ${text}`;
}
