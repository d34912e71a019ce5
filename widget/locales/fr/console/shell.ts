import type { shell as english } from '../../en/console/shell.ts';

export const shell: typeof english = {
  tokenRejected:
    'WhatsApp refuse le jeton d’accès. Rien n’est envoyé tant que vous n’en ajoutez pas un nouveau ; les messages restent en attente.',
  tokenExpires: (moment) =>
    `Le jeton d’accès expire le ${moment}. Ajoutez-en un nouveau avant, sinon rien ne pourra être envoyé.`,
  webhookNotSubscribed:
    'Les messages des clients n’arrivent pas : l’application n’est pas abonnée au compte WhatsApp.',
  webhookNoField:
    'Les messages des clients n’arrivent pas : le champ de webhook « messages » n’est pas abonné.',
  webhookElsewhere: 'Les messages des clients n’arrivent pas : Meta les envoie à une autre adresse.',
  webhookSilent:
    'Les webhooks n’arrivent plus : Meta n’a envoyé aucun statut pour les messages d’il y a une heure.',
  numberStatus: (status) => `Statut du numéro chez Meta : ${status}.`,
  endpointFailing: (name, since) =>
    `Le webhook « ${name} » ne reçoit plus rien depuis ${since}. Les événements attendent et seront remis plus tard.`,
  botStoppedLooping: (name, at) =>
    `Le bot « ${name} » a été arrêté dans une discussion le ${at}. Il a envoyé plus de 20 messages en une minute.`,
  messageFrom: (name) => `Nouveau message de ${name}`,
  pushWorks: 'Les notifications fonctionnent sur cet appareil.',
  weekInFigures: (received, sent, resolved, waiting) =>
    `La semaine dernière : ${received} reçus, ${sent} envoyés, ${resolved} résolues. En attente : ${waiting}.`,
};
