import { counted } from '../../counted.ts';
import type { conversation as english } from '../../en/console/conversation.ts';

const say = counted('de');

const together = new Intl.ListFormat('de');

export const conversation: typeof english = {
  alsoViewing: (names) =>
    `${together.format(names)} ${say(names.length, { one: 'sieht', other: 'sehen' })} sich diesen Chat auch an`,
  answeredMeanwhile: (name) => `${name} hat geantwortet, während Sie geschrieben haben:`,
  phoneApp: 'App auf dem Telefon',
  sendAnyway: 'Trotzdem senden',
  forwardQuestion: (name) => `An ${name} weiterleiten?`,
  chooseAnother: 'Andere auswählen',
  groupReadOnly: 'Sie können diese Gruppe hier lesen, aber nicht in sie schreiben.',
  assignee: 'Zugewiesen an',
  me: 'Ich',
  transferNote: 'Notiz für diese Person (optional)',
  snoozedUntil: (moment) => `Zurückgestellt bis ${moment}`,
  blocked: 'Blockiert',
  noMarketing: 'Kein Marketing',
  windowTitle: 'Antwortfenster',
  identityChanged:
    'Diese Nummer gehört jetzt vielleicht jemand anderem. Vergewissern Sie sich, wer schreibt, bevor Sie antworten.',
  acceptIdentity: 'Es ist derselbe Kunde',
  assignedToOther: (name) => `Zugewiesen an ${name}.`,
  notAssigned: 'Nicht zugewiesen.',
  takeOver: 'Übernehmen',
  writeReply: 'Antwort',
  writeNote: 'Notiz',
  writeWhat: 'Antwort oder Notiz',
  whoAnswers: 'Wer antwortet',
  automationOn: 'Automatik antwortet',
  automationOnHint: 'Die Automatik pausiert, sobald jemand aus dem Team antwortet.',
  automationPausedUntil: (moment) => `Automatik pausiert bis ${moment}`,
  automationPaused: 'Automatik pausiert',
  automationPausedHint: 'Die Automatik antwortet wieder, wenn Sie sie fortsetzen oder den Chat erledigen.',
  automationOff: 'Automatik aus',
  automationOffHint: 'Die Automatik ist in diesem Chat aus, bis Sie sie einschalten.',
  automationStopped: 'Automatik für diese Nummer pausiert',
  automationStoppedHint: 'Ein Admin kann sie in den Einstellungen fortsetzen.',
  takeOverAutomation: 'Übernehmen',
  resumeAutomation: 'Automatik fortsetzen',
  turnAutomationOff: 'Für diesen Chat ausschalten',
  turnAutomationOn: 'Automatik einschalten',
};
