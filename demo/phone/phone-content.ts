/** What the business sent, as the customer's phone shows it; what can be pressed answers. */
import { html, nothing, type TemplateResult } from 'lit';
import { formattedText } from '../../widget/agent-console/content/formatted-text.ts';
import type { Content } from '../../worker/whatsapp/content/content.ts';
import { addressOf, type FileObject, renderImage } from './phone-picture.ts';
import { renderPhoneTemplate, templateSummary } from './phone-template.ts';

/** Takes the message that a press sends, in the form of a webhook; `share` sends the customer's phone number. */
export type Answer = (content: object | 'share') => void;

export function renderPhoneContent(content: Content, answer: Answer): unknown {
  switch (content.type) {
    case 'text':
      return formattedText(content.text.body);
    case 'image':
      return [renderImage(content.image, 'Photo'), renderCaption(content.image.caption)];
    case 'sticker':
      return renderImage(content.sticker, 'Sticker');
    case 'video':
      return [renderVideo(content.video), renderCaption(content.video.caption)];
    case 'audio':
      return html`<audio controls preload="metadata" aria-label="Audio" src=${addressOf(content.audio)}></audio>`;
    case 'document':
      return [renderDocument(content.document), renderCaption(content.document.caption)];
    case 'interactive':
      return renderInteractive(content.interactive, answer);
    case 'template':
      return renderPhoneTemplate(content.template, answer);
    default:
      return html`<p class="said">${summaryOf(content)}</p>`;
  }
}

export function summaryOf(content: Content): string {
  switch (content.type) {
    case 'text':
      return content.text.body;
    case 'location':
      return `📍 ${content.location.name ?? ''} ${content.location.latitude}, ${content.location.longitude}`;
    case 'contacts':
      return `👤 ${content.contacts.map(({ name }) => name?.formatted_name ?? '').join(', ')}`;
    case 'template':
      return templateSummary(content.template);
    case 'button':
      return content.button.text;
    case 'interactive':
      return 'body' in content.interactive && content.interactive.body
        ? content.interactive.body.text
        : chosenIn(content.interactive);
    default:
      return `(${content.type})`;
  }
}

function renderCaption(caption: string | undefined): unknown {
  return caption ? formattedText(caption) : nothing;
}

type Interactive = Extract<Content, { type: 'interactive' }>['interactive'];

function chosenIn(interactive: Interactive): string {
  if (interactive.type === 'button_reply') return interactive.button_reply.title;
  return interactive.type === 'list_reply' ? interactive.list_reply.title : '(interactive)';
}

function renderInteractive(interactive: Interactive, answer: Answer): TemplateResult {
  const header = 'header' in interactive ? interactive.header : undefined;
  const body = 'body' in interactive ? interactive.body : undefined;
  const footer = 'footer' in interactive ? interactive.footer : undefined;
  return html`${header?.type === 'text' ? html`<strong>${header.text}</strong>` : nothing}
    ${header ? renderMediaHeader(header) : nothing}
    ${formattedText(body ? body.text : chosenIn(interactive))}
    ${footer ? html`<small>${footer.text}</small>` : nothing}
    <div class="choices">${renderChoices(interactive, answer)}</div>`;
}

type Header = NonNullable<Extract<Interactive, { type: 'button' }>['header']>;

function renderMediaHeader(header: Header): unknown {
  switch (header.type) {
    case 'image':
      return renderImage(header.image, 'Photo');
    case 'video':
      return renderVideo(header.video);
    case 'document':
      return renderDocument(header.document);
    case 'text':
      return nothing;
  }
}

function renderVideo(file: FileObject): TemplateResult {
  return html`<video controls preload="metadata" aria-label="Video" src=${addressOf(file)}></video>`;
}

function renderDocument(file: FileObject & { filename?: string | undefined }): TemplateResult {
  return html`<a href=${addressOf(file)} download=${file.filename ?? ''}>${file.filename ?? 'Document'}</a>`;
}

function renderChoices(interactive: Interactive, answer: Answer): unknown {
  const reply = (type: string, chosen: object) =>
    answer({ type: 'interactive', interactive: { type, [type]: chosen } });
  switch (interactive.type) {
    case 'button':
      return interactive.action.buttons.map(
        ({ reply: { id, title } }) =>
          html`<button @click=${() => reply('button_reply', { id, title })}>${title}</button>`,
      );
    case 'list':
      return interactive.action.sections.map(
        ({ title, rows }) => html`${title ? html`<strong>${title}</strong>` : nothing}
        ${rows.map(
          (row) => html`<button @click=${() => reply('list_reply', row)}>
            ${row.title}${row.description ? html`<small>${row.description}</small>` : nothing}
          </button>`,
        )}`,
      );
    case 'cta_url': {
      const { url, display_text } = interactive.action.parameters;
      return html`<a href=${url} target="_blank" rel="noopener">${display_text}</a>`;
    }
    case 'location_request_message':
      return html`<button
        @click=${() => answer({ type: 'location', location: { latitude: 52.5163, longitude: 13.3777 } })}
      >
        Send location
      </button>`;
    case 'request_contact_info':
      return html`<button @click=${() => answer('share')}>Share phone number</button>`;
    default:
      return nothing;
  }
}
