import { counted } from '../../counted.ts';
import type { content as english } from '../../en/console/content.ts';

const say = counted('de');

export const content: typeof english = {
  cameFrom: (headline) => `Kam über: ${headline}`,
  anAd: 'eine Anzeige',
  aPost: 'einen Beitrag',
  showMore: 'Mehr anzeigen',
  location: 'Standort',
  contact: 'Kontakt',
  openPhoto: 'Foto öffnen',
  fetchingFile: 'Datei wird geladen …',
  play: 'Abspielen',
  pause: 'Pause',
  position: 'Position',
  speed: (rate) => `Geschwindigkeit ${rate}×`,
  openMap: 'In einer Karte öffnen',
  startChat: (phone) => `Chat mit ${phone} beginnen`,
  saveContact: 'Als vCard speichern',
  total: 'Summe',
  chose: 'Gewählt',
  products: (count) => say(count, { one: '# Produkt', other: '# Produkte' }),
  product: (id) => `Produkt ${id}`,
  catalog: 'Katalog',
  productButton: { product: 'Ansehen', list: 'Artikel ansehen', catalog: 'Katalog ansehen' },
  cards: (count) => say(count, { one: '# Karte', other: '# Karten' }),
  addressRequest: 'Frage nach der Adresse',
};
