import { html, nothing, type TemplateResult } from 'lit';
import type { Content } from '../../../../worker/api/conversations/messages.ts';
import { strings } from '../../../locales/strings.ts';
import type { ContentView } from '../content-view.ts';
import { renderFile } from '../file-content.ts';
import { formattedText } from '../formatted-text.ts';
import { linked } from '../linked-text.ts';
import { renderChoice } from './choice.ts';
import { productsNamed, renderProducts } from './product-names.ts';

type Interactive = Extract<Content, { type: 'interactive' }>['interactive'];
type Prompt = Extract<Interactive, { action: unknown }>;

export function renderInteractive(interactive: Interactive, view: ContentView): unknown {
  switch (interactive.type) {
    case 'button_reply':
      return renderChoice(interactive.button_reply.title, interactive.button_reply.id);
    case 'list_reply': {
      const { title, description, id } = interactive.list_reply;
      return [
        renderChoice(title, id),
        description ? html`<p class="quiet" dir="auto">${description}</p>` : nothing,
      ];
    }
    case 'nfm_reply':
      return renderForm(interactive.nfm_reply.response_json);
    case 'call_permission_reply':
      return html`<p>${strings.call}: ${interactive.call_permission_reply.response}</p>`;
    default:
      return renderPrompt(interactive, view);
  }
}

function renderPrompt(prompt: Prompt, view: ContentView): TemplateResult {
  const header = 'header' in prompt ? prompt.header : undefined;
  const body = 'body' in prompt ? prompt.body : undefined;
  const footer = 'footer' in prompt ? prompt.footer : undefined;
  return html`${header?.type === 'text' ? html`<p dir="auto"><strong>${header.text}</strong></p>` : nothing}
    ${header && header.type !== 'text' ? renderMediaHeader(header, view) : nothing}
    ${prompt.type === 'product' ? renderNamed([prompt.action], prompt.action.catalog_id, view, true) : nothing}
    ${body ? formattedText(body.text) : nothing}
    ${footer ? html`<p class="quiet" dir="auto">${footer.text}</p>` : nothing}
    ${renderListed(prompt, view)}
    <ul class="choices">
      ${prompt.type === 'list' ? renderList(prompt) : choicesOf(prompt).map((choice) => html`<li dir="auto">${choice}</li>`)}
    </ul>`;
}

/** The products that the message opens. */
function renderListed(prompt: Prompt, view: ContentView): unknown {
  switch (prompt.type) {
    case 'product_list':
      return prompt.action.sections.map(
        ({
          title,
          product_items,
        }) => html`${title ? html`<p dir="auto"><small>${title}</small></p>` : nothing}
        ${renderNamed(product_items, prompt.action.catalog_id, view)}`,
      );
    case 'catalog_message': {
      const thumbnail = prompt.action.parameters?.thumbnail_product_retailer_id;
      return thumbnail === undefined
        ? nothing
        : renderNamed([{ product_retailer_id: thumbnail }], undefined, view);
    }
    case 'carousel': {
      const named = prompt.action.cards.flatMap((card) => (card.type === 'product' ? [card.action] : []));
      return named.length === 0 ? nothing : renderNamed(named, named[0]?.catalog_id, view, true);
    }
    default:
      return nothing;
  }
}

function renderNamed(
  named: readonly { product_retailer_id: string }[],
  catalogId: string | undefined,
  { products }: ContentView,
  cards = false,
): unknown {
  const plain = named.map(
    ({ product_retailer_id: id }) => html`<p class="quiet" dir="auto">${strings.product(id)}</p>`,
  );
  return renderProducts(products, { items: productsNamed(named), catalogId, cards }, plain);
}

type MediaHeader = Exclude<NonNullable<Extract<Prompt, { type: 'button' }>['header']>, { type: 'text' }>;

/** A header whose file is not with the message is named. */
function renderMediaHeader(header: MediaHeader, view: ContentView): unknown {
  const file = fileOf(header);
  // A preview has nothing to open.
  if (view.url && header.type === 'image' && !view.open)
    return html`<img class="header" src=${view.url} alt=${strings.photo} />`;
  if (view.media || view.url || file.link) return renderFile(header.type, file, view);
  return html`<p class="quiet">${strings[headerNames[header.type]]}</p>`;
}

function fileOf(header: MediaHeader): { link?: string | undefined; filename?: string | undefined } {
  switch (header.type) {
    case 'image':
      return header.image;
    case 'video':
      return header.video;
    case 'document':
      return header.document;
  }
}

const headerNames = { image: 'photo', video: 'video', document: 'document' } as const;

type List = Extract<Prompt, { type: 'list' }>;

/** The button that opens the list, and the rows of each section below its title. */
function renderList({ action }: List): TemplateResult {
  return html`<li dir="auto">${action.button}</li>
    ${action.sections.map(
      ({
        title,
        rows,
      }) => html`${title ? html`<li class="section" dir="auto"><small>${title}</small></li>` : nothing}
      ${rows.map(
        (row) => html`<li dir="auto">
          ${row.title}${row.description ? html`<br /><small>${row.description}</small>` : nothing}
        </li>`,
      )}`,
    )}`;
}

function choicesOf(prompt: Exclude<Prompt, List>): unknown[] {
  switch (prompt.type) {
    case 'button':
      return prompt.action.buttons.map(({ reply }) => reply.title);
    case 'cta_url': {
      const { display_text, url } = prompt.action.parameters;
      return [html`${display_text}<br /><small>${linked(url)}</small>`];
    }
    case 'flow':
      return [prompt.action.parameters.flow_cta];
    case 'product':
      return [strings.productButton.product];
    case 'product_list':
      return [strings.productButton.list];
    case 'catalog_message':
      return [strings.productButton.catalog];
    case 'location_request_message':
      return [strings.askLocation];
    case 'address_message':
      return [strings.addressRequest];
    case 'request_contact_info':
      return [strings.askPhone];
    case 'carousel':
      return [
        prompt.action.cards.every(({ type }) => type === 'product')
          ? strings.productButton.product
          : strings.cards(prompt.action.cards.length),
      ];
  }
}

/** The answers of a form, as names and values. Text that is not JSON is shown unchanged. */
function renderForm(json: string): TemplateResult {
  return html`<strong>${strings.formAnswered}</strong>
    <dl>
      ${fieldsOf(json).map(([name, value]) => html`<div><dt>${name}</dt><dd dir="auto">${value}</dd></div>`)}
    </dl>`;
}

function fieldsOf(json: string): [name: string, value: string][] {
  try {
    const answers: unknown = JSON.parse(json);
    if (typeof answers !== 'object' || answers === null) return [['', json]];
    return Object.entries(answers)
      .filter(([name]) => name !== 'flow_token')
      .map(([name, value]): [string, string] => [
        name
          .replace(/^screen_\d+_/, '')
          .replace(/_\d+$/, '')
          .replaceAll('_', ' '),
        typeof value === 'string' ? value.replace(/^\d+_/, '') : JSON.stringify(value),
      ]);
  } catch {
    // It is the customer's: no JSON, or nested so deep that it cannot be written out.
    return [['', json]];
  }
}
