import { counted } from '../../counted.ts';
import type { templates as english } from '../../en/console/templates.ts';

const say = counted('fr');

export const templates: typeof english = {
  searchTemplates: 'Rechercher un modèle',
  loadingTemplates: 'Chargement des modèles…',
  noTemplates: 'Aucun modèle ne correspond.',
  refresh: 'Actualiser',
  otherTemplate: 'Un autre modèle',
  templateField: (name) => (/^\d+$/.test(name) ? `Texte pour {{${name}}}` : name.replaceAll('_', ' ')),
  anyLanguage: 'Toutes les langues',
  anyCategory: 'Toutes les catégories',
  cardNumber: (number) => `Carte ${number}`,
  orLink: 'ou un lien',
  templatePart: {
    filename: 'Nom du fichier',
    latitude: 'Latitude',
    longitude: 'Longitude',
    place_name: 'Nom du lieu',
    place_address: 'Adresse du lieu',
    product: 'Identifiant du produit',
    products: 'Identifiants des produits, un par ligne',
    catalog: 'Identifiant du catalogue',
    offer_end: 'Fin de l’offre',
    url_suffix: 'Fin de l’adresse web de',
    coupon_code: 'Code de',
    payload: 'Données pour vos systèmes quand le client appuie',
    flow_token: 'Jeton du Flow de',
    flow_data: 'Données du premier écran en JSON, de',
    thumbnail: 'Identifiant du produit de l’image',
  },
  optionalParts: 'Plus',
  obstacle: {
    paused:
      'WhatsApp a suspendu ce modèle à cause de sa faible qualité. Il redeviendra disponible automatiquement.',
    disabled: 'WhatsApp a désactivé ce modèle définitivement. Utilisez-en un autre.',
    rejected: 'WhatsApp a refusé ce modèle.',
    not_approved: 'WhatsApp n’a pas encore approuvé ce modèle.',
  },
  templateCategory: { MARKETING: 'Marketing', UTILITY: 'Utilitaire', AUTHENTICATION: 'Authentification' },
  templateRate: {
    MARKETING: 'Tarif marketing',
    UTILITY: 'Tarif utilitaire',
    AUTHENTICATION: 'Tarif authentification',
  },
  templateLifetime: (time) => `WhatsApp essaie de le remettre pendant ${time}`,
  optInNeeded: 'N’envoyez du marketing qu’aux clients qui l’ont accepté.',
  optInWays: 'Comment obtenir l’accord',
  optInExamples: [
    'Sur votre site : une case à cocher au paiement, dans un formulaire ou près du bouton WhatsApp',
    'Dans la discussion : demandez, puis notez la réponse dans la fiche du contact',
    'Par SMS ou par e-mail',
    'Par téléphone, avec un agent ou un menu vocal',
    'En personne, par exemple sur un formulaire signé',
  ],
  optInSays: 'Nommez votre entreprise et précisez que les messages arrivent sur WhatsApp.',
  templatesNeedAttention: (count) =>
    say(count, { one: '# modèle demande votre attention.', other: '# modèles demandent votre attention.' }),
  templateTooLong: 'Avec ces valeurs, le modèle a plus de 1 024 caractères. Raccourcissez-les.',
  stillEmpty: (count) =>
    say(count, { one: 'Un champ est encore vide.', other: '# champs sont encore vides.' }),
};
