import type { CatalogWords } from '../catalog.ts';
import { counted } from '../counted.ts';

const say = counted('de');

export const words: CatalogWords = {
  hint: 'Agenten können diese Produkte senden, und Bestellungen zeigen sie an. Bearbeitet werden sie im Commerce Manager von Meta.',
  productCount: (count) => say(count, { one: '# Produkt', other: '# Produkte' }),
  isPartial: (count) => `Der Katalog hat mehr. Hier stehen die ersten ${count}.`,
  readAt: (time) => `Von Meta gelesen: ${time}`,
  refreshed: 'Auf dem neuesten Stand.',
  openManager: 'WhatsApp Manager öffnen',
  openCommerce: 'Commerce Manager öffnen',
  isVisible: 'Katalog in Chats zeigen',
  isVisibleHint: 'Kunden sehen ihn im Unternehmensprofil und über dem Chat.',
  isCartEnabled: 'Kunden bestellen lassen',
  isCartEnabledHint: 'Sie legen Produkte in einen Warenkorb und senden ihn als Bestellung.',
  noProducts: 'Noch keine Produkte. Legen Sie welche im Commerce Manager an und aktualisieren Sie dann.',
  search: 'Nach Name oder ID suchen',
  noneFound: 'Keine Produkte gefunden.',
  more: 'Mehr anzeigen',
  availability: {
    'in stock': 'Auf Lager',
    'out of stock': 'Nicht auf Lager',
    preorder: 'Vorbestellbar',
    'available for order': 'Bestellbar',
    discontinued: 'Eingestellt',
  },
  obstacle: { hidden: 'Für Kunden ausgeblendet', not_approved: 'Von Meta nicht genehmigt' },

  kinds: { product: 'Ein Produkt', list: 'Liste', cards: 'Karten', catalog: 'Ganzer Katalog' },
  kind: 'Art der Nachricht',
  chooseProduct: 'Produkt auswählen',
  changeProduct: 'Anderes auswählen',
  chooseProducts: 'Produkte auswählen',
  addProducts: 'Produkte hinzufügen',
  add: (count) => say(count, { one: '# Produkt hinzufügen', other: '# Produkte hinzufügen' }),
  chosen: (count, max) => `${count} von ${max} ausgewählt`,
  remove: (name) => `${name} entfernen`,
  headerText: 'Kopfzeile',
  optionalText: 'Text (optional)',
  thumbnail: 'Produkt für das Bild (optional)',
  thumbnailHint: 'Sonst zeigt WhatsApp das erste Produkt des Katalogs.',
  needsProduct: 'Wählen Sie ein Produkt aus.',
  needsProducts: 'Wählen Sie mindestens ein Produkt aus.',
  needsCards: (min, max) => `Wählen Sie ${min} bis ${max} Produkte aus.`,
  tooManyProducts: (max) => `Eine Liste kann bis zu ${max} Produkte haben.`,
};
