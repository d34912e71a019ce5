import { html } from 'lit';
import '../../../widget/agent-console/composer/products/product-form.ts';
import '../../../widget/agent-console/products/product-picker.ts';
import '../../../widget/agent-console/products/product-rows.ts';
import type { FormDraft } from '../../../widget/agent-console/composer/drafts/composer-draft.ts';
import { ProductShelf } from '../../../widget/client/store/product-shelf.ts';
import { type Answers, Failure } from '../answers.ts';
import { number } from '../fixtures/team.ts';
import { find, type Pages } from '../specimen.ts';
import { apiWith } from '../stand-in.ts';

const box = { width: 720 };
const shelf = (answers: Answers = {}) => new ProductShelf(apiWith(answers), number.id, () => 'ticket');
const notConnected = new Failure(
  409,
  'catalog_not_connected',
  'No product catalog is connected to this WhatsApp account. Connect one in WhatsApp Manager under Account tools › Catalog, then refresh.',
);

const form = (values: Record<string, string>, answers: Answers = {}) => {
  const draft: FormDraft = { values, sections: [{ id: 0, rows: [] }], header: null };
  return html`<agent-console-product-form
    .shelf=${shelf(answers)}
    .draft=${draft}
  ></agent-console-product-form>`;
};
const picker = (max: number, answers: Answers = {}) =>
  html`<agent-console-product-picker .shelf=${shelf(answers)} .max=${max}></agent-console-product-picker>`;

export const pages: Pages = {
  'agent-console-product-form': [
    { state: 'empty', box, render: () => form({}) },
    { state: 'one product', box, render: () => form({ product: 'bowl-blue', body: 'Is it this one?' }) },
    {
      state: 'a list',
      box,
      render: () =>
        form({ kind: 'list', header: 'New', body: 'Fresh from the kiln.', products0: 'bowl-blue\ncup' }),
    },
    {
      state: 'cards',
      box,
      render: () => form({ kind: 'cards', body: 'Which one?', cards: 'bowl-blue\ncup\nvase-rust' }),
    },
    { state: 'the whole catalog', box, render: () => form({ kind: 'catalog', body: 'All that we make.' }) },
    {
      state: 'sent while it is empty',
      box,
      render: () => form({ kind: 'list' }),
      act: (element) => find(element, 'button.main').click(),
    },
    {
      state: 'no catalog',
      box,
      render: () => form({}, { 'GET /api/inboxes/:inbox/catalog': notConnected }),
    },
  ],
  'agent-console-product-picker': [
    { state: 'one', render: () => picker(1) },
    {
      state: 'several',
      render: () => picker(10),
      act: (element) => find(element, 'input[type=checkbox]').click(),
    },
    {
      state: 'nothing found',
      render: () => picker(10, { 'GET /api/inboxes/:inbox/catalog/products': { rows: [], next: null } }),
    },
    {
      state: 'no catalog',
      render: () => picker(10, { 'GET /api/inboxes/:inbox/catalog/products': notConnected }),
    },
  ],
  'agent-console-product-rows': [
    {
      state: 'an order',
      box: { width: 320 },
      render: () => html`<agent-console-product-rows
        .shelf=${shelf()}
        .items=${[
          { retailerId: 'bowl-blue', quantity: 2, amount: '€96.00' },
          { retailerId: 'spoon', quantity: 1, amount: '€3.00' },
        ]}
      ></agent-console-product-rows>`,
    },
    {
      state: 'cards',
      box: { width: 320 },
      render: () => html`<agent-console-product-rows
        cards
        .shelf=${shelf()}
        .items=${[{ retailerId: 'bowl-blue' }, { retailerId: 'cup' }, { retailerId: 'vase-rust' }]}
      ></agent-console-product-rows>`,
    },
    {
      state: 'in no catalog',
      box: { width: 320 },
      render: () => html`<agent-console-product-rows
        .shelf=${shelf({ 'POST /api/inboxes/:inbox/catalog/lookup': notConnected })}
        .items=${[{ retailerId: 'bowl-blue' }]}
        >Product bowl-blue</agent-console-product-rows
      >`,
    },
  ],
};
