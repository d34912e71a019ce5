import { counted } from '../../counted.ts';
import type { conversation as english } from '../../en/console/conversation.ts';

const say = counted('fr');

const together = new Intl.ListFormat('fr');

export const conversation: typeof english = {
  alsoViewing: (names) =>
    `${together.format(names)} ${say(names.length, { one: 'consulte', other: 'consultent' })} aussi cette discussion`,
  answeredMeanwhile: (name) => `${name} a répondu pendant que vous écriviez :`,
  phoneApp: 'Application du téléphone',
  sendAnyway: 'Envoyer quand même',
  forwardQuestion: (name) => `Transférer à ${name} ?`,
  chooseAnother: 'Choisir une autre',
  groupReadOnly: 'Vous pouvez lire ce groupe ici, mais pas y écrire.',
  assignee: 'Attribuée à',
  me: 'Moi',
  transferNote: 'Note pour la personne (facultatif)',
  snoozedUntil: (moment) => `En pause jusqu’à ${moment}`,
  blocked: 'Bloqué',
  noMarketing: 'Pas de marketing',
  windowTitle: 'Fenêtre de réponse',
  identityChanged:
    'Ce numéro appartient peut-être à quelqu’un d’autre maintenant. Assurez-vous de qui écrit avant de répondre.',
  acceptIdentity: 'C’est le même client',
  assignedToOther: (name) => `Attribuée à ${name}.`,
  notAssigned: 'Non attribuée.',
  takeOver: 'Prendre le relais',
  writeReply: 'Réponse',
  writeNote: 'Note',
  writeWhat: 'Réponse ou note',
  whoAnswers: 'Qui répond',
  automationOn: 'L’automatisation répond',
  automationOnHint: 'L’automatisation se met en pause dès qu’un membre de l’équipe répond.',
  automationPausedUntil: (moment) => `Automatisation en pause jusqu’à ${moment}`,
  automationPaused: 'Automatisation en pause',
  automationPausedHint:
    'L’automatisation répond de nouveau quand vous la relancez ou que vous résolvez la discussion.',
  automationOff: 'Automatisation désactivée',
  automationOffHint: 'L’automatisation est désactivée dans cette discussion jusqu’à ce que vous l’activiez.',
  automationStopped: 'Automatisation en pause pour ce numéro',
  automationStoppedHint: 'Un administrateur peut la relancer dans les réglages.',
  takeOverAutomation: 'Prendre le relais',
  resumeAutomation: 'Relancer l’automatisation',
  turnAutomationOff: 'Désactiver pour cette discussion',
  turnAutomationOn: 'Activer l’automatisation',
};
