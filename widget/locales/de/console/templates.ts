import { counted } from '../../counted.ts';
import type { templates as english } from '../../en/console/templates.ts';

const say = counted('de');

export const templates: typeof english = {
  searchTemplates: 'Vorlagen durchsuchen',
  loadingTemplates: 'Vorlagen werden geladen …',
  noTemplates: 'Keine Vorlage passt.',
  refresh: 'Aktualisieren',
  otherTemplate: 'Andere Vorlage',
  templateField: (name) => (/^\d+$/.test(name) ? `Text für {{${name}}}` : name.replaceAll('_', ' ')),
  anyLanguage: 'Alle Sprachen',
  anyCategory: 'Alle Kategorien',
  cardNumber: (number) => `Karte ${number}`,
  orLink: 'oder ein Link dazu',
  templatePart: {
    filename: 'Dateiname',
    latitude: 'Breitengrad',
    longitude: 'Längengrad',
    place_name: 'Name des Ortes',
    place_address: 'Adresse des Ortes',
    product: 'Produkt-ID',
    products: 'Produkt-IDs, eine pro Zeile',
    catalog: 'Katalog-ID',
    offer_end: 'Ende des Angebots',
    url_suffix: 'Ende der Webadresse für',
    coupon_code: 'Code für',
    payload: 'Daten für Ihre Systeme, wenn der Kunde tippt',
    flow_token: 'Flow-Token für',
    flow_data: 'Daten für den ersten Bildschirm als JSON, für',
    thumbnail: 'Produkt-ID des Bildes',
  },
  optionalParts: 'Mehr',
  obstacle: {
    paused:
      'WhatsApp hat diese Vorlage wegen ihrer niedrigen Qualität angehalten. Sie wird automatisch wieder verfügbar.',
    disabled: 'WhatsApp hat diese Vorlage endgültig abgeschaltet. Verwenden Sie eine andere.',
    rejected: 'WhatsApp hat diese Vorlage abgelehnt.',
    not_approved: 'WhatsApp hat diese Vorlage noch nicht genehmigt.',
  },
  templateCategory: { MARKETING: 'Marketing', UTILITY: 'Service', AUTHENTICATION: 'Authentifizierung' },
  templateRate: {
    MARKETING: 'Marketing-Tarif',
    UTILITY: 'Service-Tarif',
    AUTHENTICATION: 'Authentifizierungs-Tarif',
  },
  templateLifetime: (time) => `WhatsApp versucht die Zustellung ${time} lang`,
  optInNeeded: 'Senden Sie Marketing nur an Kunden, die zugestimmt haben.',
  optInWays: 'Wege zur Zustimmung',
  optInExamples: [
    'Auf Ihrer Website: ein Kästchen an der Kasse, in einem Formular oder neben dem WhatsApp-Button',
    'Im Chat: fragen und die Antwort in den Kontaktdaten erfassen',
    'Per SMS oder E-Mail',
    'Am Telefon, im Gespräch oder über ein Sprachmenü',
    'Persönlich, etwa auf einem unterschriebenen Formular',
  ],
  optInSays: 'Nennen Sie Ihr Unternehmen und sagen Sie, dass die Nachrichten über WhatsApp kommen.',
  templatesNeedAttention: (count) =>
    say(count, { one: '# Vorlage braucht Aufmerksamkeit.', other: '# Vorlagen brauchen Aufmerksamkeit.' }),
  templateTooLong: 'Mit diesen Werten hat die Vorlage mehr als 1.024 Zeichen. Kürzen Sie sie.',
  stillEmpty: (count) => say(count, { one: 'Ein Feld ist noch leer.', other: '# Felder sind noch leer.' }),
};
