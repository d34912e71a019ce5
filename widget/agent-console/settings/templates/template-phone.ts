/** A template as the customer's phone shows it, with its examples filled in. */
import { css, html, nothing, type TemplateResult } from 'lit';
import type { Template } from '../../../../worker/api/numbers/numbers.ts';
import type { TemplateFace } from '../../../../worker/whatsapp/content/template.ts';
import type { TemplateButton, TemplatePart } from '../../../../worker/whatsapp/sending/templates/template.ts';
import { fieldsOf } from '../../../../worker/whatsapp/sending/templates/template-fields.ts';
import { previewOf } from '../../../../worker/whatsapp/sending/templates/template-preview.ts';
import { languageTag } from '../../../../worker/whatsapp/templates/languages.ts';
import { strings } from '../../../locales/strings.ts';
import { templateWords as words } from '../../../locales/templates.ts';
import { icons } from '../../../theme/icons.ts';
import { formattedText } from '../../content/formatted-text.ts';
import { chatColors } from '../../ui/palettes/previews.ts';

/** A phone shows two buttons and *See all options* if there are more than these. */
const maxShownButtons = 3;

/** `pictureOf` is the address of a header's picture, where it can be seen here; null for the header above the cards. */
export function renderPhone(
  template: Template,
  pictureOf: (card: number | null) => string | null = () => null,
): TemplateResult {
  const examples = fieldsOf(template).flatMap(({ id, example }) => (example ? [[id, example] as const] : []));
  const { cards, ...whole } = previewOf(template, Object.fromEntries(examples));
  const isCode = template.category === 'AUTHENTICATION' && whole.body === '';
  const face = isCode ? { ...whole, body: words.codeText, footer: footerOfCode(template) } : whole;
  const cardParts = template.components.flatMap((one) => one.cards.map(({ components }) => components));
  return html`<section class="phone" aria-label=${strings.preview} lang=${languageTag(template.language)}>
    <div class="bubble">${renderFace(face, template.components, pictureOf(null))}</div>
    ${
      cards.length === 0
        ? nothing
        : html`<div class="phone-cards" role="group" tabindex="0" aria-label=${strings.cards(cards.length)}>
            ${cards.map(
              (card, index) =>
                html`<div class="bubble">${renderFace(card, cardParts[index] ?? [], pictureOf(index))}</div>`,
            )}
          </div>`
    }
  </section>`;
}

function renderFace(face: TemplateFace, parts: readonly TemplatePart[], picture: string | null) {
  const { header, headerFormat, offer, body, footer } = face;
  const buttons = parts.find(({ type }) => type === 'BUTTONS')?.buttons ?? [];
  const isLong = buttons.length > maxShownButtons;
  return html`<div class="words">
      ${header === null ? nothing : html`<p class="head" dir="auto">${header}</p>`}
      ${headerFormat === null || headerFormat === 'TEXT' ? nothing : renderMedia(headerFormat, picture)}
      ${offer === null ? nothing : html`<p class="offer" dir="auto">${icons.clock}<span>${offer}</span></p>`}
      <div class="body">${formattedText(body)}</div>
      ${footer === null ? nothing : html`<p class="foot" dir="auto">${footer}</p>`}
    </div>
    ${
      buttons.length === 0
        ? nothing
        : html`<ul class="phone-buttons">
            ${(isLong ? buttons.slice(0, maxShownButtons - 1) : buttons).map(
              (button) => html`<li>${iconOf(button)}<span dir="auto">${textOf(button)}</span></li>`,
            )}
            ${isLong ? html`<li>${icons.list}<span>${words.seeAll}</span></li>` : nothing}
          </ul>`
    }`;
}

/** Meta writes the text of some buttons. */
function textOf({ type, text }: TemplateButton): string {
  if (text !== '') return text;
  const fixed: Readonly<Record<string, string>> = words.buttonTexts;
  return fixed[type] ?? type;
}

function iconOf({ type }: TemplateButton) {
  switch (type) {
    case 'QUICK_REPLY':
      return icons.reply;
    case 'URL':
      return icons.link;
    case 'PHONE_NUMBER':
    case 'VOICE_CALL':
      return icons.phone;
    case 'COPY_CODE':
    case 'OTP':
      return icons.copy;
    case 'FLOW':
      return icons.fields;
    default:
      return icons.list;
  }
}

function renderMedia(format: string, picture: string | null) {
  if (picture !== null && format === 'IMAGE')
    return html`<img class="media" src=${picture} alt=${strings.photo} />`;
  const [icon, name] = mediaOf(format);
  return html`<div class="media" role="img" aria-label=${name}>${icon}<span>${name}</span></div>`;
}

function mediaOf(format: string): [icon: TemplateResult, name: string] {
  switch (format) {
    case 'IMAGE':
      return [icons.image, strings.photo];
    case 'VIDEO':
    case 'GIF':
      return [icons.play, strings.video];
    case 'DOCUMENT':
      return [icons.file, strings.document];
    case 'LOCATION':
      return [icons.pin, strings.location];
    default:
      return [icons.store, strings.products(1)];
  }
}

function footerOfCode({ components }: Template): string | null {
  return components.some(({ type }) => type === 'FOOTER') ? words.codeExpires : null;
}

export const phoneStyles = css`
  ${chatColors}
  .phone {
    display: grid;
    gap: 8px;
    align-content: start;
    min-inline-size: 0;
    margin: 0;
    padding: 16px;
    border: 1px solid var(--line);
    border-radius: var(--radius-l);
    background: var(--chat);
    color: var(--chat-ink);
    font-size: 14px;
    line-height: 20px;
  }
  .bubble {
    overflow: hidden;
    justify-self: start;
    inline-size: min(100%, 320px);
    border-radius: var(--radius-m);
    background: var(--chat-bubble);
    box-shadow: var(--shadow-s);
  }
  .words {
    display: grid;
    gap: 8px;
    padding: 8px 12px 12px;
    overflow-wrap: anywhere;
  }
  .phone p {
    margin: 0;
  }
  .body {
    white-space: pre-wrap;
  }
  .body :is(ul, ol) {
    display: block;
    margin: 0;
    padding-inline-start: 24px;
    border: 0;
  }
  .body li {
    display: list-item;
    min-block-size: 0;
    padding: 0;
    border: 0;
  }
  .head {
    font-weight: 600;
  }
  .foot {
    color: var(--chat-quiet);
    font-size: 12px;
    line-height: 16px;
  }
  .offer {
    display: flex;
    gap: 8px;
    align-items: center;
    font-weight: 600;
  }
  .media {
    display: grid;
    gap: 4px;
    place-content: center;
    justify-items: center;
    inline-size: 100%;
    min-block-size: 120px;
    border-radius: var(--radius-s);
    background: var(--chat-media);
    color: var(--chat-on-media);
    font-size: 13px;
  }
  img.media {
    max-block-size: 200px;
    object-fit: cover;
  }
  .phone .phone-buttons {
    display: grid;
    border: 0;
    border-radius: 0;
  }
  .phone-buttons li {
    display: flex;
    flex-wrap: nowrap;
    gap: 8px;
    align-items: center;
    justify-content: center;
    min-block-size: 44px;
    padding: 8px 12px;
    border-block-start: 1px solid var(--chat-line);
    color: var(--chat-link);
    font-weight: 500;
    text-align: center;
  }
  .phone-buttons li > :first-child {
    flex: none;
    inline-size: 18px;
    block-size: 18px;
  }
  .phone-buttons span {
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .phone-cards {
    display: flex;
    gap: 8px;
    overflow-x: auto;
  }
  .phone-cards .bubble {
    flex: 0 0 208px;
  }
`;
