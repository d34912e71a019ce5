import type { thread as english } from '../../en/console/thread.ts';

const together = new Intl.ListFormat('fr');

export const thread: typeof english = {
  earlierMessages: 'Messages précédents',
  newMessages: 'Nouveaux messages',
  toNewest: 'Aller au dernier message',
  reply: 'Répondre',
  react: 'Réagir',
  reactWith: (emoji) => `Réagir avec ${emoji}`,
  removeReaction: 'Retirer la réaction',
  otherEmoji: 'Un autre emoji',
  reactions: 'Réactions',
  reactionOf: (emoji, isOurs) => `${emoji} ${isOurs ? 'de l’équipe' : 'du client'}`,
  earlierMessage: 'Un message précédent',
  jumpToQuoted: 'Aller au message cité',
  fromPhone: 'depuis le téléphone',
  sentAutomatically: 'envoi automatique',
  scheduledFor: (moment) => `Programmé pour le ${moment}.`,
  cancelSending: 'Annuler l’envoi',
  forwarded: 'Transféré',
  forwardedOften: 'Transféré plusieurs fois',
  uncertainSender: 'Ce numéro a appartenu à plusieurs contacts : ce message peut venir d’un autre.',
  edited: 'Modifié',
  before: 'Avant :',
  revoked: 'Supprimé par l’expéditeur',
  asksAbout: (product) => `Question sur le produit ${product}`,
  uploading: (percent) => `Envoi du fichier, ${percent} %`,
  details: 'Détails',
  goesAt: (time) => `Prochain essai à ${time}.`,
  copyDetails: 'Copier les détails',
  deliveryDetails: 'Détails de l’envoi',
  event: {
    queued: 'En attente',
    sending: 'Transmis à WhatsApp',
    rejected: 'Refusé par WhatsApp',
    in_doubt: 'Pas de confirmation de WhatsApp',
    accepted: 'Accepté par WhatsApp',
    sent: 'Envoyé',
    delivered: 'Distribué',
    read: 'Lu',
    played: 'Écouté',
    failed: 'Échec',
  },
  priced: (category, isBillable) => `${category}, ${isBillable ? 'facturé' : 'gratuit'}`,
  retriedAutomatically: 'Un nouvel essai aura lieu automatiquement.',
  helps: {
    later: 'Un nouvel envoi plus tard peut aider.',
    'after-change': 'Un nouvel envoi n’aide qu’après cela.',
    never: 'Un nouvel envoi n’aide pas.',
  },
  windowOpenAgain: 'La fenêtre est de nouveau ouverte : le message peut partir.',
  sendsRest: 'Les parties suivantes sont aussi envoyées.',
  partFirst: 'La partie précédente doit être envoyée d’abord.',
  errorCode: (code) => `Code ${code}`,
  retryFrom: (time) => `Vous pourrez le renvoyer à partir de ${time}.`,
  download: 'Télécharger',
  keptByWhatsApp: 'WhatsApp supprime ce fichier au bout de quelques jours.',
  sendWithoutFile: 'Envoyer sans le fichier',
  withLinkPreview: 'Avec aperçu du lien',
  withoutLinkPreview: 'Sans aperçu du lien',
  entrySelfAssigned: (name) => `${name} s’est attribué la discussion`,
  entryAssigned: (by, to) => (by ? `${by} a attribué la discussion à ${to}` : `Attribuée à ${to}`),
  entryUnassigned: (by, from) => (by ? `${by} a retiré l’attribution` : `Attribution à ${from} retirée`),
  entryResolved: (by) => (by ? `${by} a résolu la discussion` : 'Résolue'),
  entrySnoozed: (by, moment) =>
    by ? `${by} a mis la discussion en pause jusqu’à ${moment}` : `En pause jusqu’à ${moment}`,
  entryOpened: (by) => `${by} a rouvert la discussion`,
  entryReopened: 'Rouverte : le client a écrit',
  entryWoke: 'Rouverte : la pause est terminée',
  entryLabelled: (by, added, removed) =>
    [
      by ? `${by} :` : '',
      together.format([
        ...(added.length > 0 ? [`${added.join(', ')} ajouté`] : []),
        ...(removed.length > 0 ? [`${removed.join(', ')} retiré`] : []),
      ]),
    ]
      .filter((part) => part !== '')
      .join(' '),
  entryMerged: (by, name) =>
    by === null
      ? `Fusionnée avec la discussion avec ${name} : même client`
      : `${by} a fusionné cette discussion avec celle de ${name}`,
  entryWindowClosed: 'WhatsApp indique que la fenêtre de réponse est fermée',
  entryModes: {
    replied: (by) =>
      by ? `${by} a répondu, le bot est en pause` : 'Réponse depuis le téléphone, le bot est en pause',
    assigned: (by) =>
      by ? `${by} a attribué la discussion, le bot est en pause` : 'Attribuée, le bot est en pause',
    'taken-over': (by) => `${by ?? ''} a pris le relais du bot`,
    'handed-over': (by) => `${by ?? ''} a passé la main à l’équipe`,
    looping: (by) => `${by ?? ''} a été arrêté après 20 messages en une minute`,
    resumed: (by) => `${by ?? ''} a relancé le bot`,
    timer: () => 'Le bot répond de nouveau',
    resolved: () => 'Le bot répond de nouveau',
    'turned-off': (by) => `${by ?? ''} a désactivé le bot pour cette discussion`,
  },
};
