import { counted } from '../counted.ts';

const say = counted('en');

/** English texts about the product catalog. */
export const english = {
  hint: 'Agents can send these products, and orders show them. You edit them in Meta’s Commerce Manager.',
  productCount: (count: number) => say(count, { one: '# product', other: '# products' }),
  isPartial: (count: number) => `The catalog has more. The first ${count} are listed here.`,
  readAt: (time: string) => `Read from Meta ${time}`,
  refreshed: 'Up to date.',
  openManager: 'Open WhatsApp Manager',
  openCommerce: 'Open Commerce Manager',
  isVisible: 'Show the catalog in chats',
  isVisibleHint: 'Customers see it in your business profile and above the chat.',
  isCartEnabled: 'Let customers order',
  isCartEnabledHint: 'They put products into a cart and send it to you as an order.',
  noProducts: 'No products yet. Add some in Commerce Manager, then refresh.',
  search: 'Search by name or ID',
  noneFound: 'No products found.',
  more: 'Show more',
  availability: {
    'in stock': 'In stock',
    'out of stock': 'Out of stock',
    preorder: 'Pre-order',
    'available for order': 'Available to order',
    discontinued: 'Discontinued',
  },
  obstacle: { hidden: 'Hidden from customers', not_approved: 'Not approved by Meta' },

  kinds: { product: 'One product', list: 'List', cards: 'Cards', catalog: 'Whole catalog' },
  kind: 'Kind of message',
  chooseProduct: 'Choose a product',
  changeProduct: 'Choose another one',
  chooseProducts: 'Choose products',
  addProducts: 'Add products',
  add: (count: number) => say(count, { one: 'Add # product', other: 'Add # products' }),
  chosen: (count: number, max: number) => `${count} of ${max} selected`,
  remove: (name: string) => `Remove ${name}`,
  headerText: 'Header',
  optionalText: 'Text (optional)',
  thumbnail: 'Product for the picture (optional)',
  thumbnailHint: 'Otherwise, WhatsApp shows the first product of the catalog.',
  needsProduct: 'Choose a product.',
  needsProducts: 'Choose at least one product.',
  needsCards: (min: number, max: number) => `Choose ${min} to ${max} products.`,
  tooManyProducts: (max: number) => `A list can have up to ${max} products.`,
};
