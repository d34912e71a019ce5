import { counted } from '../counted.ts';
import type { TemplateWords } from '../templates.ts';

const say = counted('de');

export const words: TemplateWords = {
  intro: 'Vorlagen gehören zum WhatsApp-Konto; alle seine Nummern teilen sie sich.',
  checkedAt: (moment) => `Bei Meta abgefragt: ${moment}`,
  refresh: 'Aktualisieren',
  create: 'Neue Vorlage',
  importJson: 'JSON importieren',
  notATemplate: 'Diese Datei ist keine Vorlage. Wählen Sie eine, die hier exportiert wurde, oder Metas JSON.',
  drafts: 'Entwürfe',
  unnamed: 'Ohne Namen',
  draftOfChange: 'Änderung einer Vorlage',
  draftBy: (name, moment) => `${name}, ${moment}`,
  deleteDraft: (name) => `Entwurf löschen: ${name}`,
  deleteDraftTitle: (name) => `Den Entwurf ${name} löschen?`,
  deleteDraftText: 'Er wurde nicht eingereicht. Das lässt sich nicht rückgängig machen.',
  otherLanguage: 'In eine andere Sprache kopieren',
  newVersion: 'Als neue Version speichern',
  none: 'Noch keine Vorlagen.',
  noMatch: 'Keine Vorlage passt.',
  clearFilters: 'Filter zurücksetzen',
  search: 'Name oder Text suchen',
  anyStatus: 'Jeder Status',
  anyCategory: 'Jede Kategorie',
  anyLanguage: 'Jede Sprache',
  showHidden: (count) =>
    say(count, { one: '# ausgeblendete Vorlage zeigen', other: '# ausgeblendete Vorlagen zeigen' }),
  hiddenHint: 'Metas Beispiele sind ausgeblendet, wenn sie keine Favoriten sind.',
  select: (name) => `${name} auswählen`,
  selected: (count) => say(count, { one: '# Vorlage ausgewählt', other: '# Vorlagen ausgewählt' }),
  favourite: (name) => `Favorit: ${name}`,
  more: (name) => `Weitere Aktionen für ${name}`,
  hide: 'Ausblenden',
  unhide: 'Wieder einblenden',
  deleteTitle: (name) => `${name} in allen Sprachen löschen?`,
  deleteOneTitle: (name, language) => `${name} auf ${language} löschen?`,
  deleteManyTitle: (count) =>
    say(count, {
      one: '# Vorlage in allen Sprachen löschen?',
      other: '# Vorlagen in allen Sprachen löschen?',
    }),
  deleteText:
    'Danach lässt sie sich nicht mehr senden, und das lässt sich nicht rückgängig machen. War sie genehmigt, sperrt Meta ihren Namen für 30 Tage: So lange kann keine neue Vorlage so heißen.',
  deleteTyped: (count) => `Zur Bestätigung ${count} eingeben`,
  deleted: (count) => say(count, { one: 'Vorlage gelöscht', other: '# Vorlagen gelöscht' }),
  deleteLanguage: (language) => `Auf ${language} löschen`,
  deleteAll: 'In allen Sprachen löschen',
  exportJson: 'Als JSON exportieren',
  statuses: {
    APPROVED: 'Genehmigt',
    PENDING: 'In Prüfung',
    REJECTED: 'Abgelehnt',
    PAUSED: 'Pausiert',
    DISABLED: 'Deaktiviert',
    IN_APPEAL: 'Im Einspruch',
    LIMIT_EXCEEDED: 'Limit überschritten',
    PENDING_DELETION: 'Wird gelöscht',
    DELETED: 'Gelöscht',
    ARCHIVED: 'Archiviert',
    UNARCHIVED: 'Nicht mehr archiviert',
    FLAGGED: 'Gemeldet',
    REINSTATED: 'Wiederhergestellt',
    LOCKED: 'Gesperrt',
  },
  categories: { MARKETING: 'Marketing', UTILITY: 'Service', AUTHENTICATION: 'Authentifizierung' },
  qualities: { GREEN: 'hoch', YELLOW: 'mittel', RED: 'niedrig', UNKNOWN: 'noch nicht bewertet' },
  quality: (quality) => `Qualität: ${quality}`,
  editedAt: (moment) => `Bearbeitet ${moment}`,
  rejectedFor: (reason) => `Metas Grund: ${reason}.`,
  pausedNote:
    'Pausiert nach negativen Rückmeldungen von Kunden. Sie lässt sich erst wieder senden, wenn Meta sie fortsetzt.',
  disabledNote:
    'Meta hat sie nach wiederholten negativen Rückmeldungen endgültig deaktiviert. Erstellen Sie eine neue Vorlage.',
  archivedNote:
    'Meta löscht archivierte Vorlagen nach 28 Tagen. Stellen Sie sie im WhatsApp Manager wieder her, wenn Sie sie brauchen.',
  archivedFrom: (day) =>
    `Meta archiviert Vorlagen, die ein Jahr lang weder gesendet noch bearbeitet werden. Diese könnte ab ${day} archiviert werden.`,
  categoryChanges: (category) =>
    `Meta ändert ihre Kategorie in ${category}. Ab dann gilt der Preis dieser Kategorie.`,
  qualityLow: 'Kunden blockieren oder melden sie. Meta pausiert Vorlagen von niedriger Qualität.',
  qualityMedium:
    'Einige Kunden blockieren oder melden sie. Senden Sie sie an weniger Kunden, oder verbessern Sie den Text.',
  reasons: {
    INVALID_FORMAT:
      'Meta hat das Format abgelehnt. Prüfen Sie die Variablen, ihre Beispiele und alle Klammern.',
    INCORRECT_CATEGORY:
      'Der Text passt nicht zur Kategorie. Ändern Sie die Kategorie, oder entfernen Sie, was nicht dazu passt.',
    TAG_CONTENT_MISMATCH:
      'Der Text passt nicht zur Kategorie. Ändern Sie die Kategorie, oder entfernen Sie, was nicht dazu passt.',
    ABUSIVE_CONTENT:
      'Meta hält sie für missbräuchlich. Entfernen Sie Drohungen und Fragen nach Karten-, Konto- oder Ausweisnummern; die letzten vier Ziffern sind erlaubt.',
    SCAM: 'Meta hält sie für Betrug. Entfernen Sie gekürzte oder verdächtige Links und Fragen nach vertraulichen Daten.',
    PROMOTIONAL: 'Das ist Werbung. Reichen Sie sie in der Kategorie Marketing ein.',
    CATEGORY_NOT_AVAILABLE: 'Diese Kategorie gibt es bei Meta nicht mehr. Wählen Sie eine andere.',
    NONE: 'Meta nennt keinen Grund. Oft hat eine andere Vorlage denselben Text und dieselbe Fußzeile.',
    FIRST_PAUSE: 'Erste Pause: drei Stunden.',
    SECOND_PAUSE: 'Zweite Pause: sechs Stunden. Nach einer dritten deaktiviert Meta die Vorlage.',
    RATE_LIMITING_PAUSE: 'Meta hat sie wegen ihres Tempos pausiert. Setzen Sie sie hier fort.',
    UNPAUSE: 'Die Pause ist vorbei.',
  },
  resume: 'Fortsetzen',
  resumeHint:
    'Nur wenn Meta sie wegen ihres Tempos pausiert hat. Eine Pause wegen niedriger Qualität endet von selbst.',
  nextEdit: (moment) =>
    `Nächste Bearbeitung möglich ${moment}: Eine genehmigte Vorlage lässt sich einmal in 24 Stunden und zehnmal in 30 Tagen bearbeiten.`,
  history: 'Verlauf',
  noHistory: 'Seit das Konto hier verbunden ist, ist mit dieser Vorlage nichts geschehen.',
  done: {
    submitted: (name) => `Eingereicht von ${name}`,
    edited: (name) => `Bearbeitet von ${name}`,
    deleted: (name) => `Gelöscht von ${name}`,
    unpaused: (name) => `Fortgesetzt von ${name}`,
    status: (status) => `Status: ${status}`,
    quality: (quality) => `Qualität: ${quality}`,
    category: (category) => `Kategorie: ${category}`,
    components: 'Texte oder Buttons wurden bearbeitet',
  },
  change: (before, after) => `${before} → ${after}`,
  raw: 'Metas JSON',
  seeAll: 'Alle Optionen anzeigen',
  codeText: '123456 ist dein Verifizierungscode.',
  codeExpires: 'Dieser Code läuft bald ab.',
  buttonTexts: {
    COPY_CODE: 'Code kopieren',
    OTP: 'Code kopieren',
    VOICE_CALL: 'Über WhatsApp anrufen',
    REQUEST_CONTACT_INFO: 'Kontaktdaten teilen',
    ORDER_DETAILS: 'Prüfen und bezahlen',
    CATALOG: 'Katalog ansehen',
    MPM: 'Artikel ansehen',
    SPM: 'Ansehen',
  },
};
