/** A message with buttons, a list or a link on the customer's phone; pressing one answers it. */
import { html, nothing, type TemplateResult } from 'lit';
import { formattedText } from '../../widget/agent-console/content/formatted-text.ts';
import type { ContentOf } from '../../worker/whatsapp/content/content.ts';
import type { Answer } from './answer.ts';
import { renderDocument, renderImage, renderVideo } from './phone-media.ts';
import { renderPhoneProducts } from './phone-products.ts';

type Interactive = ContentOf<'interactive'>['interactive'];

export function chosenIn(interactive: Interactive): string {
  if (interactive.type === 'button_reply') return interactive.button_reply.title;
  return interactive.type === 'list_reply' ? interactive.list_reply.title : '(interactive)';
}

export function renderPhoneInteractive(interactive: Interactive, answer: Answer): TemplateResult {
  const header = 'header' in interactive ? interactive.header : undefined;
  const body = 'body' in interactive ? interactive.body : undefined;
  const footer = 'footer' in interactive ? interactive.footer : undefined;
  return html`${header?.type === 'text' ? html`<strong>${header.text}</strong>` : nothing}
    ${header ? renderMediaHeader(header) : nothing}
    ${renderPhoneProducts(interactive, answer)}
    ${formattedText(body ? body.text : interactive.type === 'product' ? '' : chosenIn(interactive))}
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
