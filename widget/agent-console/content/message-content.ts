/** The inside of a bubble, for every type of content. What contacts wrote is text here, never markup. */
import { html, nothing, type TemplateResult } from 'lit';
import * as v from 'valibot';
import type { Content } from '../../../worker/api/conversations/messages.ts';
import type { ContentOf, ContentType } from '../../../worker/whatsapp/content/content.ts';
import { type TemplatePreview, templateFile } from '../../../worker/whatsapp/content/template.ts';
import { strings } from '../../locales/strings.ts';
import { renderChoice } from './cards/choice.ts';
import { renderContacts } from './cards/contact-cards.ts';
import { renderInteractive } from './cards/interactive-content.ts';
import { renderLocation } from './cards/location-card.ts';
import { renderOrder } from './cards/order-card.ts';
import { renderTemplate } from './cards/template-preview.ts';
import { renderButtonProducts, renderHeaderProduct } from './cards/template-product.ts';
import { contentText } from './content-text.ts';
import type { ContentView } from './content-view.ts';
import { renderFile } from './file-content.ts';
import { formattedText } from './formatted-text.ts';

const bubbles: { readonly [Type in ContentType]: (content: ContentOf<Type>, view: ContentView) => unknown } =
  {
    text: (content, view) => formattedText(contentText(content, view.direction)),
    image: ({ image }, view) => [renderFile('image', image, view), renderCaption(image.caption)],
    video: ({ video }, view) => [renderFile('video', video, view), renderCaption(video.caption)],
    document: ({ document }, view) => [
      renderFile('document', document, view),
      renderCaption(document.caption),
    ],
    audio: ({ audio }, view) => renderFile('audio', audio, view),
    sticker: ({ sticker }, view) => renderFile('sticker', sticker, view),
    location: ({ location }) => renderLocation(location),
    contacts: ({ contacts }, view) => renderContacts(contacts, view.startChat),
    interactive: ({ interactive }, view) => renderInteractive(interactive, view),
    button: ({ button }) => renderChoice(button.text, button.payload),
    template: ({ shown, template }, view) =>
      shown ? renderShown(shown, template.components ?? [], view) : renderFilledIn(template),
    order: ({ order }, view) => renderOrder(order, view.products),
    reaction: renderText,
    unsupported: renderUnsupported,
    system: renderLine,
    request_welcome: renderLine,
    calls: renderLine,
    user_preferences: renderLine,
    group: renderLine,
    edit: renderLine,
    revoke: renderLine,
  };

export function renderContent<Type extends ContentType>(
  content: ContentOf<Type>,
  view: ContentView,
): unknown {
  return bubbles[content.type](content, view);
}

/** Whether it appears between the bubbles instead of in one. */
export function isLine({ type }: Content): boolean {
  return bubbles[type] === renderLine;
}

function renderText(content: Content, view: ContentView): TemplateResult {
  return html`<p dir="auto">${contentText(content, view.direction)}</p>`;
}

/** In the bubble of a quote or a preview, a line is text as well. */
function renderLine(content: Content, view: ContentView): TemplateResult {
  return renderText(content, view);
}

function renderCaption(caption: string | undefined): unknown {
  return caption ? formattedText(caption) : nothing;
}

/** As the contact sees it. The files of a carousel's cards are not kept with the message. */
function renderShown(shown: TemplatePreview, components: readonly unknown[], view: ContentView) {
  const kind = templateFile(shown);
  return [
    renderTemplate(shown, (card) =>
      card === null && kind && view.media
        ? renderFile(kind, {}, view)
        : renderHeaderProduct(components, card, view),
    ),
    renderButtonProducts(components, view),
  ];
}

/** The template's own text was not known when it was sent, so its parameters are shown. */
function renderFilledIn({ name, components = [] }: ContentOf<'template'>['template']) {
  const filledIn = components.flatMap(({ parameters }) => (Array.isArray(parameters) ? parameters : []));
  const texts = filledIn.flatMap((parameter: unknown) =>
    v.is(textParameter, parameter) ? [parameter.text] : [],
  );
  return html`<p dir="auto">${strings.template(name)}</p>
    ${texts.length > 0 ? html`<p class="quiet" dir="auto">${texts.join(' · ')}</p>` : nothing}`;
}

const textParameter = v.object({ text: v.string() });

function renderUnsupported({ originalType, raw }: ContentOf<'unsupported'>): TemplateResult {
  return html`<p>${strings.unsupported(originalType)}</p>
    <details>
      <summary>${strings.details}</summary>
      <pre dir="ltr">${raw}</pre>
    </details>`;
}
