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
  botOn: 'Bot antwortet',
  botOnHint: 'Der Bot pausiert, sobald jemand aus dem Team antwortet.',
  botPausedUntil: (moment) => `Bot pausiert bis ${moment}`,
  botPaused: 'Bot pausiert',
  botPausedHint: 'Der Bot antwortet wieder, wenn Sie ihn fortsetzen oder den Chat erledigen.',
  botOff: 'Bot aus',
  botOffHint: 'Der Bot ist in diesem Chat aus, bis Sie ihn einschalten.',
  botStopped: 'Bot für diese Nummer pausiert',
  botStoppedHint: 'Ein Admin kann ihn in den Einstellungen fortsetzen.',
  takeOverFromBot: 'Übernehmen',
  resumeBot: 'Bot fortsetzen',
  turnBotOff: 'Für diesen Chat ausschalten',
  turnBotOn: 'Bot einschalten',
};
