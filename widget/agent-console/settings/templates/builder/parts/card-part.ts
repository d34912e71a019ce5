/** The cards of a carousel, and the line of a limited-time offer. */
import { html, nothing } from 'lit';
import {
  componentOf,
  type OfferComponent,
  type TemplateCard,
  type TemplateComponent,
} from '../../../../../../worker/whatsapp/templates/definition.ts';
import {
  maxCardBody,
  maxCards,
  maxOfferText,
  minCards,
} from '../../../../../../worker/whatsapp/templates/kind-rules.ts';
import { bodySamples } from '../../../../../../worker/whatsapp/templates/text-rules.ts';
import { builderWords as words } from '../../../../../locales/template-builder.ts';
import { renderCheckbox, renderField, renderSelect } from '../../../../ui/controls/field.ts';
import { type Builder, errorAt, renderErrors, renderWarnings } from '../builder.ts';
import { cardLike, put, withBodyText } from '../definition-edit.ts';
import { renderButtonsPart } from './button-part.ts';
import { renderMediaField, renderSamples } from './text-parts.ts';

export function renderOfferPart(builder: Builder, offer: OfferComponent) {
  const { definition } = builder;
  const { text, has_expiration: ends = false } = offer.limited_time_offer;
  const change = (limited_time_offer: OfferComponent['limited_time_offer']) =>
    builder.change(put(definition, { ...offer, limited_time_offer }));
  return html`<fieldset>
    <legend>${words.offer}</legend>
    ${renderField({
      ...{ name: 'offer', label: words.offerText, value: text, max: maxOfferText },
      problem: errorAt(builder, 'offer'),
      change: (next) => change({ text: next, has_expiration: ends }),
    })}
    ${renderCheckbox({
      ...{ name: 'offer.ends', label: words.offerEnds, hint: words.offerEndsHint, isOn: ends },
      change: (has_expiration) => change({ text, has_expiration }),
    })}
    ${renderWarnings(builder, 'offer')}
  </fieldset>`;
}

export function renderCardsPart(builder: Builder, cards: readonly TemplateCard[]) {
  const change = (next: TemplateCard[]) =>
    builder.change(put(builder.definition, { type: 'CAROUSEL', cards: next }));
  return html`<fieldset>
      <legend>${words.cards} <small>${words.ofMost(cards.length, maxCards)}</small></legend>
      <p class="quiet">${words.cardsHint}</p>
      ${renderErrors(builder, 'cards')} ${renderWarnings(builder, 'cards')}
      ${
        cards.length >= maxCards
          ? nothing
          : html`<div>
              <button type="button" class="button" @click=${() => {
                change([...cards, cardLike(cards.at(-1))]);
                builder.focus(`cards.${cards.length}.format`);
              }}>
                ${words.addCard}
              </button>
            </div>`
      }
    </fieldset>
    ${cards.map((card, index) => renderCard(builder, cards, card, index, change))}`;
}

const formats = ['IMAGE', 'VIDEO'] as const;

function renderCard(
  builder: Builder,
  cards: readonly TemplateCard[],
  card: TemplateCard,
  index: number,
  change: (cards: TemplateCard[]) => void,
) {
  const place = `cards.${index}`;
  const { parameter_format: format } = builder.definition;
  const header = componentOf(card.components, 'HEADER');
  const body = componentOf(card.components, 'BODY');
  const buttons = componentOf(card.components, 'BUTTONS')?.buttons ?? [];
  const text = body?.text ?? '';
  const set = (component: TemplateCard['components'][number]) =>
    change(cards.toSpliced(index, 1, { components: withPart(card.components, component) }));
  return html`<fieldset class="card-part">
    <legend>${words.card(index + 1)}</legend>
    ${renderSelect({
      ...{
        name: `${place}.format`,
        label: words.headerFormat,
        value: header?.format === 'VIDEO' ? 'VIDEO' : 'IMAGE',
      },
      options: formats.map((one) => [one, words.headerFormats[one]] as const),
      change: (chosen) => set({ type: 'HEADER', format: chosen }),
    })}
    ${header ? renderMediaField(builder, header, index) : nothing}
    ${
      body
        ? html`${renderField({
            ...{ name: `${place}.body`, label: words.cardText, value: text, rows: 2, max: maxCardBody },
            problem: errorAt(builder, `${place}.body`),
            change: (next) => set(withBodyText(body, next, format)),
          })}
          ${renderWarnings(builder, `${place}.body`)}
          ${renderSamples(builder, `${place}.body`, bodySamples(body), text, (samples) => set(withBodyText(body, text, format, samples)))}`
        : nothing
    }
    ${renderButtonsPart(builder, {
      ...{ buttons, place: `${place}.buttons`, isCard: true },
      change: (next) => set({ type: 'BUTTONS', buttons: next }),
    })}
    ${
      cards.length <= minCards
        ? nothing
        : html`<div>
            <button type="button" class="button" @click=${() => {
              change(cards.toSpliced(index, 1));
              builder.focus(`cards.${Math.min(index, cards.length - 2)}.format`);
            }}>
              ${words.remove(words.card(index + 1))}
            </button>
          </div>`
    }
  </fieldset>`;
}

type CardPart = TemplateCard['components'][number];

function withPart(parts: readonly CardPart[], part: CardPart): CardPart[] {
  const order: readonly TemplateComponent['type'][] = ['HEADER', 'BODY', 'BUTTONS'];
  return [...parts.filter(({ type }) => type !== part.type), part].sort(
    (a, b) => order.indexOf(a.type) - order.indexOf(b.type),
  );
}
