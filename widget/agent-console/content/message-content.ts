/** The inside of a bubble, for every kind of content. What customers wrote is text here, never markup. */
import { html, nothing, type TemplateResult } from 'lit';
import * as v from 'valibot';
import type { Content, MessageMedia } from '../../../worker/api.ts';
import { type TemplatePreview, templateFile } from '../../../worker/whatsapp/sending/template.ts';
import { strings } from '../../locales/strings.ts';
import { renderChoice } from './cards/choice.ts';
import { renderContacts } from './cards/contact-cards.ts';
import { renderInteractive } from './cards/interactive-content.ts';
import { renderLocation } from './cards/location-card.ts';
import { renderOrder } from './cards/order-card.ts';
import { renderTemplate } from './cards/template-preview.ts';
import { contentText } from './content-text.ts';
import { renderFile } from './file-content.ts';
import { formattedText } from './formatted-text.ts';

/** What a bubble needs beside the content. */
export interface ContentView {
  direction: 'in' | 'out';
  media: MessageMedia | null;
  /** Where the file is, while it can be shown. */
  url: string | null;
  /** Shows a picture large. */
  open?: (() => void) | undefined;
  /** Fetches a file again that could not be fetched. */
  retryFile?: (() => void) | undefined;
  /** Opens the conversation with a number of a contact card. */
  startChat?: ((phone: string) => void) | undefined;
}

export function renderContent(content: Content, view: ContentView): unknown {
  switch (content.type) {
    case 'text':
      return formattedText(contentText(content, view.direction));
    case 'image':
      return [renderFile('image', content.image, view), renderCaption(content.image.caption)];
    case 'video':
      return [renderFile('video', content.video, view), renderCaption(content.video.caption)];
    case 'document':
      return [renderFile('document', content.document, view), renderCaption(content.document.caption)];
    case 'audio':
      return renderFile('audio', content.audio, view);
    case 'sticker':
      return renderFile('sticker', content.sticker, view);
    case 'location':
      return renderLocation(content.location);
    case 'contacts':
      return renderContacts(content.contacts, view.startChat);
    case 'interactive':
      return renderInteractive(content.interactive, view);
    case 'button':
      return renderChoice(content.button.text, content.button.payload);
    case 'template':
      return content.shown ? renderShown(content.shown, view) : renderFilledIn(content.template);
    case 'order':
      return renderOrder(content.order);
    case 'unsupported':
      return renderUnsupported(content);
    default:
      return html`<p dir="auto">${contentText(content, view.direction)}</p>`;
  }
}

/** What stands between the bubbles and not in one. */
export function isLine({ type }: Content): boolean {
  return ['system', 'request_welcome', 'calls', 'user_preferences', 'group', 'edit', 'revoke'].includes(type);
}

function renderCaption(caption: string | undefined): unknown {
  return caption ? formattedText(caption) : nothing;
}

/** As the customer sees it. The files of a carousel's cards are not kept with the message. */
function renderShown(shown: TemplatePreview, view: ContentView) {
  const kind = templateFile(shown);
  return renderTemplate(shown, (card) =>
    card === null && kind && view.media ? renderFile(kind, {}, view) : null,
  );
}

/** The template's own text was not known when it was sent; here stands what was filled in. */
function renderFilledIn({ name, components = [] }: Extract<Content, { type: 'template' }>['template']) {
  const filledIn = components.flatMap(({ parameters }) => (Array.isArray(parameters) ? parameters : []));
  const texts = filledIn.flatMap((parameter: unknown) =>
    v.is(textParameter, parameter) ? [parameter.text] : [],
  );
  return html`<p dir="auto">${strings.template(name)}</p>
    ${texts.length > 0 ? html`<p class="quiet" dir="auto">${texts.join(' · ')}</p>` : nothing}`;
}

const textParameter = v.object({ text: v.string() });

function renderUnsupported({ originalType, raw }: Extract<Content, { type: 'unsupported' }>): TemplateResult {
  return html`<p>${strings.unsupported(originalType)}</p>
    <details>
      <summary>${strings.details}</summary>
      <pre dir="ltr">${raw}</pre>
    </details>`;
}
