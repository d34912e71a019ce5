/** Renders a template on the customer's phone, with the text from the stand-in's account, not from the inbox. */
import { html, nothing, type TemplateResult } from 'lit';
import * as v from 'valibot';
import { formattedText } from '../../widget/agent-console/content/formatted-text.ts';
import type { ContentOf } from '../../worker/whatsapp/content/content.ts';
import type { TemplateFace } from '../../worker/whatsapp/content/template.ts';
import { type TemplatePart, template } from '../../worker/whatsapp/sending/templates/template.ts';
import { sentPreview } from '../../worker/whatsapp/sending/templates/template-preview.ts';
import type { Answer } from './answer.ts';
import { renderImage } from './phone-media.ts';

type Sent = ContentOf<'template'>['template'];

export function renderPhoneTemplate(sent: Sent, definition: unknown, answer: Answer): TemplateResult {
  const shown = shownOnPhone(sent, definition);
  if (!shown) return html`<p class="said">Template ${sent.name}</p>`;
  const { parts, preview } = shown;
  const { components = [] } = sent;
  const cards = parts.flatMap((one) => one.cards);
  return html`${renderFace(preview, parts, { components, answer })}
    ${preview.cards.map(
      (face, index) =>
        html`<div class="card">
          ${renderFace(face, cards[index]?.components ?? [], { components: partsOfCard(components, index), answer })}
        </div>`,
    )}`;
}

export function templateSummary(sent: Sent, definition: unknown): string {
  return shownOnPhone(sent, definition)?.preview.body ?? `Template ${sent.name}`;
}

/** `definition` is the template as the stand-in lists it. */
function shownOnPhone({ components = [] }: Sent, definition: unknown) {
  const read = v.safeParse(template, definition);
  return read.success
    ? { parts: read.output.components, preview: sentPreview(read.output, components) }
    : null;
}

function renderFace(
  { header, headerFormat, offer, body, footer }: TemplateFace,
  parts: readonly TemplatePart[],
  { components, answer }: { components: readonly unknown[]; answer: Answer },
): TemplateResult {
  const buttons = parts.flatMap((one) => one.buttons);
  const picture = pictureIn(components);
  return html`${header === null ? nothing : html`<strong>${header}</strong>`}
    ${picture ? renderImage(picture, 'Photo') : headerFormat && html`<p class="said">(${headerFormat.toLowerCase()})</p>`}
    ${offer === null ? nothing : html`<p class="said">⏱ ${offer}</p>`}
    ${formattedText(body)}
    ${footer === null ? nothing : html`<small>${footer}</small>`}
    <div class="choices">
      ${buttons.map(({ type, text }, index) =>
        type === 'REQUEST_CONTACT_INFO'
          ? html`<button @click=${() => answer('share')}>Share phone number</button>`
          : type === 'QUICK_REPLY'
            ? html`<button
              @click=${() => answer({ type: 'button', button: { text, payload: payloadIn(components, index) ?? text } })}
            >
              ${text}
            </button>`
            : html`<span>${text}</span>`,
      )}
    </div>`;
}

const header = v.object({
  type: v.pipe(v.string(), v.toLowerCase(), v.literal('header')),
  parameters: v.tuple([
    v.object({ image: v.object({ id: v.optional(v.string()), link: v.optional(v.string()) }) }),
  ]),
});
const quickReply = v.object({
  sub_type: v.pipe(v.string(), v.toLowerCase(), v.literal('quick_reply')),
  index: v.pipe(v.union([v.string(), v.number()]), v.transform(Number)),
  parameters: v.tuple([v.object({ payload: v.string() })]),
});
const carousel = v.object({
  cards: v.array(v.object({ card_index: v.number(), components: v.array(v.unknown()) })),
});

function pictureIn(components: readonly unknown[]) {
  return components
    .map((one) => v.safeParse(header, one))
    .flatMap((read) => (read.success ? [read.output.parameters[0].image] : []))[0];
}

function payloadIn(components: readonly unknown[], place: number): string | undefined {
  return components
    .map((one) => v.safeParse(quickReply, one))
    .flatMap((read) =>
      read.success && read.output.index === place ? [read.output.parameters[0].payload] : [],
    )[0];
}

function partsOfCard(components: readonly unknown[], place: number): readonly unknown[] {
  return components
    .map((one) => v.safeParse(carousel, one))
    .flatMap((read) => (read.success ? read.output.cards : []))
    .filter(({ card_index }) => card_index === place)
    .flatMap((card) => card.components);
}
