import { counted } from '../../counted.ts';
import type { content as english } from '../../en/console/content.ts';

const say = counted('fr');

export const content: typeof english = {
  cameFrom: (headline) => `Venu de : ${headline}`,
  anAd: 'une publicité',
  aPost: 'une publication',
  showMore: 'Afficher plus',
  location: 'Localisation',
  contact: 'Contact',
  openPhoto: 'Ouvrir la photo',
  fetchingFile: 'Téléchargement du fichier…',
  play: 'Lire',
  pause: 'Pause',
  position: 'Position',
  speed: (rate) => `Vitesse ${rate}×`,
  openMap: 'Ouvrir dans une carte',
  startChat: (phone) => `Démarrer une discussion avec ${phone}`,
  saveContact: 'Enregistrer en vCard',
  total: 'Total',
  chose: 'A choisi',
  products: (count) => say(count, { one: '# produit', other: '# produits' }),
  product: (id) => `Produit ${id}`,
  catalog: 'Catalogue',
  productButton: { product: 'Voir', list: 'Voir les articles', catalog: 'Voir le catalogue' },
  cards: (count) => say(count, { one: '# carte', other: '# cartes' }),
  addressRequest: 'Demande d’adresse',
};
