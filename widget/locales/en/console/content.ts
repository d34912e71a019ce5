import { counted } from '../../counted.ts';

const say = counted('en');

export const content = {
  cameFrom: (headline: string) => `Source: ${headline}`,
  anAd: 'an ad',
  aPost: 'a post',
  showMore: 'Show more',
  location: 'Location',
  contact: 'Contact',
  openPhoto: 'Open the photo',
  fetchingFile: 'Downloading the file …',
  play: 'Play',
  pause: 'Pause',
  position: 'Position',
  speed: (rate: number) => `Speed ${rate}×`,
  openMap: 'Open in Maps',
  startChat: (phone: string) => `Start a chat with ${phone}`,
  saveContact: 'Save as vCard',
  total: 'Total',
  chose: 'Selected',
  products: (count: number) => say(count, { one: '# product', other: '# products' }),
  product: (id: string) => `Product ${id}`,
  catalog: 'Catalog',
  productButton: { product: 'View', list: 'View items', catalog: 'View catalog' },
  cards: (count: number) => say(count, { one: '# card', other: '# cards' }),
  addressRequest: 'Address request',
};
