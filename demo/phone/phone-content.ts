/** Every type of message on the customer's phone, in full and as the line of a quote. */
import { html, nothing, type TemplateResult } from 'lit';
import { formattedText } from '../../widget/agent-console/content/formatted-text.ts';
import type { ContentOf, ContentType } from '../../worker/whatsapp/content/content.ts';
import type { ThreadMessage } from '../cloud-api/control/control.ts';
import type { Answer } from './answer.ts';
import { chosenIn, renderPhoneInteractive } from './phone-interactive.ts';
import { renderAudio, renderDocument, renderImage, renderVideo } from './phone-media.ts';
import { renderPhoneTemplate, templateSummary } from './phone-template.ts';

interface PhoneContent<Content> {
  /** `template` is the template of the message, as Meta lists it. */
  summary(content: Content, template: unknown): string;
  /** Without it, the summary. */
  render?(content: Content, answer: Answer, template: unknown): unknown;
}

const contents: { readonly [Type in ContentType]: PhoneContent<ContentOf<Type>> } = {
  text: { summary: ({ text }) => text.body, render: ({ text }) => formattedText(text.body) },
  image: {
    summary: ({ image }) => image.caption || 'Photo',
    render: ({ image }) => [renderImage(image, 'Photo'), renderCaption(image.caption)],
  },
  video: {
    summary: ({ video }) => video.caption || 'Video',
    render: ({ video }) => [renderVideo(video), renderCaption(video.caption)],
  },
  audio: { summary: () => 'Audio', render: ({ audio }) => renderAudio(audio) },
  document: {
    summary: ({ document }) => document.caption || document.filename || 'Document',
    render: ({ document }) => [renderDocument(document), renderCaption(document.caption)],
  },
  sticker: { summary: () => 'Sticker', render: ({ sticker }) => renderImage(sticker, 'Sticker') },
  location: {
    summary: ({ location: { name, latitude, longitude } }) => `📍 ${name ?? ''} ${latitude}, ${longitude}`,
  },
  contacts: {
    summary: ({ contacts }) => `👤 ${contacts.map(({ name }) => name?.formatted_name ?? '').join(', ')}`,
  },
  interactive: {
    summary: ({ interactive }) =>
      'body' in interactive && interactive.body ? interactive.body.text : chosenIn(interactive),
    render: ({ interactive }, answer) => renderPhoneInteractive(interactive, answer),
  },
  template: {
    summary: ({ template }, definition) => templateSummary(template, definition),
    render: ({ template }, answer, definition) => renderPhoneTemplate(template, definition, answer),
  },
  button: { summary: ({ button }) => button.text },
  order: { summary: ({ order }) => `🛒 ${order.product_items.length}` },
  reaction: { summary: ({ reaction }) => reaction.emoji ?? '' },
  system: { summary: ({ system }) => system.body ?? 'System message' },
  request_welcome: { summary: () => 'Chat opened' },
  edit: { summary: () => 'Edited message' },
  revoke: { summary: () => 'Deleted message' },
  calls: { summary: () => 'Call' },
  user_preferences: { summary: ({ user_preferences }) => user_preferences.detail ?? user_preferences.value },
  group: { summary: ({ group }) => group.subject ?? 'Group' },
  unsupported: { summary: ({ originalType }) => `(${originalType})` },
};

type Shown = Pick<ThreadMessage, 'content' | 'template'>;

export function renderPhoneContent({ content, template }: Shown, answer: Answer): unknown {
  return rendered(content, template, answer);
}

export function summaryOf({ content, template }: Shown): string {
  return summary(content, template);
}

function rendered<Type extends ContentType>(
  content: ContentOf<Type>,
  template: unknown,
  answer: Answer,
): unknown {
  const { render } = contents[content.type];
  return render ? render(content, answer, template) : html`<p class="said">${summary(content, template)}</p>`;
}

function summary<Type extends ContentType>(content: ContentOf<Type>, template: unknown): string {
  return contents[content.type].summary(content, template);
}

function renderCaption(caption: string | undefined): TemplateResult | typeof nothing {
  return caption ? html`${formattedText(caption)}` : nothing;
}
