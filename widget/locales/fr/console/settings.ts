import type { settings as english } from '../../en/console/settings.ts';

export const settings: typeof english = {
  lastUsed: (moment) => `Dernière utilisation : ${moment}`,
  remove: 'Retirer',
  profileTitle: 'Profil d’entreprise',
  linksTitle: 'QR codes',
  templatesTitle: 'Modèles',
  buttonTitle: 'Bouton',
  saved: 'Enregistré.',
  settingsGroups: {
    you: 'Vous',
    number: 'Numéro',
    team: 'Équipe',
    developers: 'Développeurs',
    data: 'Données',
  },
  back: 'Retour',
  retention: 'Conservation et export',
  data: 'Données',
  enterPin: 'Saisissez les six chiffres.',
  enterName: 'Saisissez un nom.',
  unsavedChanges: 'Modifications non enregistrées',
  replyButtonsWrong: 'Trois boutons au maximum, de 20 caractères chacun.',
};
