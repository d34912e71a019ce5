import type { CatalogWords } from '../catalog.ts';
import { counted } from '../counted.ts';

const say = counted('fr');

export const words: CatalogWords = {
  hint: 'Les agents peuvent envoyer ces produits, et les commandes les affichent. Ils se modifient dans le Commerce Manager de Meta.',
  productCount: (count) => say(count, { one: '# produit', other: '# produits' }),
  isPartial: (count) => `Le catalogue en contient davantage. Voici les ${count} premiers.`,
  readAt: (time) => `Lu chez Meta : ${time}`,
  refreshed: 'À jour.',
  openManager: 'Ouvrir WhatsApp Manager',
  openCommerce: 'Ouvrir Commerce Manager',
  isVisible: 'Afficher le catalogue dans les discussions',
  isVisibleHint: 'Les clients le voient dans votre profil professionnel et au-dessus de la discussion.',
  isCartEnabled: 'Autoriser les commandes',
  isCartEnabledHint: 'Les clients ajoutent des produits à un panier et vous l’envoient comme commande.',
  noProducts: 'Aucun produit pour l’instant. Ajoutez-en dans Commerce Manager, puis actualisez.',
  search: 'Rechercher par nom ou identifiant',
  noneFound: 'Aucun produit trouvé.',
  more: 'Afficher plus',
  availability: {
    'in stock': 'En stock',
    'out of stock': 'Rupture de stock',
    preorder: 'Précommande',
    'available for order': 'Disponible sur commande',
    discontinued: 'Plus vendu',
  },
  obstacle: { hidden: 'Masqué pour les clients', not_approved: 'Non approuvé par Meta' },

  kinds: { product: 'Un produit', list: 'Liste', cards: 'Cartes', catalog: 'Tout le catalogue' },
  kind: 'Type de message',
  chooseProduct: 'Choisir un produit',
  changeProduct: 'En choisir un autre',
  chooseProducts: 'Choisir des produits',
  addProducts: 'Ajouter des produits',
  add: (count) => say(count, { one: 'Ajouter # produit', other: 'Ajouter # produits' }),
  chosen: (count, max) => `${count} sur ${max} sélectionnés`,
  remove: (name) => `Retirer ${name}`,
  headerText: 'En-tête',
  optionalText: 'Texte (facultatif)',
  thumbnail: 'Produit pour l’image (facultatif)',
  thumbnailHint: 'Sinon, WhatsApp affiche le premier produit du catalogue.',
  needsProduct: 'Choisissez un produit.',
  needsProducts: 'Choisissez au moins un produit.',
  needsCards: (min, max) => `Choisissez ${min} à ${max} produits.`,
  tooManyProducts: (max) => `Une liste peut contenir jusqu’à ${max} produits.`,
};
