import type { thread as english } from '../../en/console/thread.ts';

const together = new Intl.ListFormat('de');

export const thread: typeof english = {
  earlierMessages: 'Frühere Nachrichten',
  newMessages: 'Neue Nachrichten',
  toNewest: 'Zur neuesten Nachricht',
  reply: 'Antworten',
  react: 'Reagieren',
  reactWith: (emoji) => `Mit ${emoji} reagieren`,
  removeReaction: 'Reaktion entfernen',
  otherEmoji: 'Anderes Emoji',
  reactions: 'Reaktionen',
  reactionOf: (emoji, isOurs) => `${emoji} ${isOurs ? 'vom Team' : 'vom Kunden'}`,
  earlierMessage: 'Eine frühere Nachricht',
  jumpToQuoted: 'Zur zitierten Nachricht',
  messageActions: 'Aktionen der Nachricht',
  messageKeys:
    'Mit den Pfeiltasten wechseln Sie zwischen den Nachrichten, mit der Eingabetaste öffnen Sie ihre Aktionen.',
  copyText: 'Text kopieren',
  whatsappMessageId: 'WhatsApp-ID',
  messageId: 'Nachrichten-ID',
  messageReference: 'Ihre Referenz',
  openVideo: 'Video öffnen',
  previousFile: 'Zurück',
  nextFile: 'Weiter',
  zoomIn: 'Vergrößern',
  zoomOut: 'Verkleinern',
  resetZoom: 'Zoom zurücksetzen',
  findInConversation: 'Im Chat suchen',
  noMatchHere: 'Keine Treffer',
  nextMatch: 'Nächster Treffer',
  previousMatch: 'Vorheriger Treffer',
  goToDate: 'Zu Datum springen',
  noMessagesSince: 'An diesem Tag und danach gibt es keine Nachrichten.',
  positionOf: (at, of) => `${at} von ${of}`,
  fromPhone: 'vom Telefon',
  sentAutomatically: 'automatisch gesendet',
  turnSources: {
    stop: 'Abmeldung',
    'hand-over': 'Übergabe',
    menu: 'Menü',
    rule: 'Regel',
    away: 'Abwesenheitstext',
    welcome: 'Begrüßung',
    assistant: 'Assistent',
    suggestion: 'Vorschlag',
    bot: 'Bot',
    satisfaction: 'Zufriedenheitsfrage',
    'follow-up': 'Nachfassen',
  },
  sentAutomaticallyTitle: 'Automatisch gesendet',
  automaticAnswers: 'Damit hat der Kunde seine Antwort.',
  automaticNoAnswer: 'Das ist keine Antwort: Der Kunde wartet weiter auf das Team.',
  scheduledFor: (moment) => `Geplant für ${moment}.`,
  cancelSending: 'Senden abbrechen',
  forwarded: 'Weitergeleitet',
  forwardedOften: 'Häufig weitergeleitet',
  uncertainSender:
    'Diese Nummer hatte schon mehr als ein Kontakt: Die Nachricht kann von einem anderen sein.',
  edited: 'Bearbeitet',
  before: 'Vorher:',
  revoked: 'Vom Absender gelöscht',
  asksAbout: (product) => `Fragt nach Produkt ${product}`,
  uploading: (percent) => `Wird hochgeladen, ${percent} %`,
  details: 'Details',
  goesAt: (time) => `Nächster Versuch um ${time}.`,
  copyDetails: 'Details kopieren',
  deliveryDetails: 'Zustelldetails',
  event: {
    queued: 'In der Warteschlange',
    sending: 'An WhatsApp gesendet',
    rejected: 'Von WhatsApp abgelehnt',
    in_doubt: 'Keine Bestätigung von WhatsApp',
    accepted: 'Von WhatsApp angenommen',
    sent: 'Gesendet',
    delivered: 'Zugestellt',
    read: 'Gelesen',
    received: 'Empfangen',
    played: 'Abgespielt',
    failed: 'Fehlgeschlagen',
  },
  priced: (category, isBillable) => `${category}, ${isBillable ? 'kostenpflichtig' : 'kostenlos'}`,
  retriedAutomatically: 'Wird automatisch wiederholt.',
  helps: {
    later: 'Später noch einmal senden kann helfen.',
    'after-change': 'Noch einmal senden hilft erst danach.',
    never: 'Noch einmal senden hilft nicht.',
  },
  windowOpenAgain: 'Das Fenster ist wieder offen: Die Nachricht kann jetzt gesendet werden.',
  sendsRest: 'Damit werden auch die Teile danach gesendet.',
  partFirst: 'Zuerst muss der vorige Teil gesendet werden.',
  errorCode: (code) => `Code ${code}`,
  retryFrom: (time) => `Ab ${time} können Sie sie noch einmal senden.`,
  download: 'Herunterladen',
  keptByWhatsApp: 'WhatsApp löscht diese Datei nach einigen Tagen.',
  sendWithoutFile: 'Ohne die Datei senden',
  withLinkPreview: 'Mit Linkvorschau',
  withoutLinkPreview: 'Ohne Linkvorschau',
  entrySelfAssigned: (name) => `${name} hat sich den Chat zugewiesen`,
  entryAssigned: (by, to) => (by ? `${by} hat den Chat ${to} zugewiesen` : `Zugewiesen an ${to}`),
  entryUnassigned: (by, from) =>
    by ? `${by} hat die Zuweisung aufgehoben` : `Zuweisung an ${from} aufgehoben`,
  entryTeamAssigned: (by, team) =>
    by ? `${by} hat den Chat dem Team ${team} zugewiesen` : `Zugewiesen an das Team ${team}`,
  entryTeamRemoved: (by, team) =>
    by ? `${by} hat den Chat aus dem Team ${team} genommen` : `Aus dem Team ${team} genommen`,
  entryDistributed: (to) => `Automatisch zugewiesen an ${to}`,
  entryReassigned: {
    'no-answer': (to, from) => `Neu zugewiesen an ${to}, weil ${from} nicht geantwortet hat`,
    offline: (to, from) => `Neu zugewiesen an ${to}, weil ${from} abwesend war`,
  },
  entryReleased: {
    'no-answer': (from) => `Zuweisung aufgehoben, weil ${from} nicht geantwortet hat`,
    offline: (from) => `Zuweisung aufgehoben, weil ${from} abwesend war`,
    reopened: (from) => `Zuweisung an ${from} aufgehoben, als der Kunde wieder schrieb`,
  },
  entryResolved: (by) => (by ? `${by} hat den Chat erledigt` : 'Erledigt'),
  entrySnoozed: (by, moment) =>
    by ? `${by} hat den Chat bis ${moment} zurückgestellt` : `Zurückgestellt bis ${moment}`,
  entryOpened: (by) => `${by} hat den Chat wieder geöffnet`,
  entryReopened: 'Wieder geöffnet: Der Kunde hat geschrieben',
  entryWoke: 'Wieder geöffnet: nicht mehr zurückgestellt',
  entryLabelled: (by, added, removed) =>
    [
      by ? `${by}:` : '',
      together.format([
        ...(added.length > 0 ? [`${added.join(', ')} hinzugefügt`] : []),
        ...(removed.length > 0 ? [`${removed.join(', ')} entfernt`] : []),
      ]),
    ]
      .filter((part) => part !== '')
      .join(' '),
  entryMerged: (by, name) =>
    by === null
      ? `Mit dem Chat mit ${name} zusammengeführt: derselbe Kunde`
      : `${by} hat diesen Chat mit dem von ${name} zusammengeführt`,
  entryRated: (score, comment) =>
    `Der Kunde hat ${score} von 5 vergeben${comment === null ? '' : `: „${comment}“`}`,
  entryWindowClosed: 'WhatsApp meldet, dass das Antwortfenster geschlossen ist',
  entryModes: {
    replied: (by) =>
      by
        ? `${by} hat geantwortet, die Automatik pausiert`
        : 'Antwort aus der Handy-App, die Automatik pausiert',
    assigned: (by) =>
      by ? `${by} hat zugewiesen, die Automatik pausiert` : 'Zugewiesen, die Automatik pausiert',
    'taken-over': (by) => `${by ?? ''} hat von der Automatik übernommen`,
    'handed-over': (by) => (by === null ? 'An das Team übergeben' : `${by} hat an das Team übergeben`),
    looping: (by) => `${by ?? ''} wurde nach 20 Nachrichten in einer Minute gestoppt`,
    resumed: (by) => `${by ?? ''} hat die Automatik fortgesetzt`,
    timer: () => 'Die Automatik antwortet wieder',
    resolved: () => 'Die Automatik antwortet wieder',
    'turned-off': (by) => `${by ?? ''} hat die Automatik für diesen Chat ausgeschaltet`,
  },
};
