import { counted } from '../../counted.ts';
import type { list as english } from '../../en/console/list.ts';

const say = counted('de');

export const list: typeof english = {
  searchPartial: 'Ältere Nachrichten werden noch durchsuchbar gemacht.',
  moreFound: 'Weitere Nachrichten',
  assign: 'Zuweisen',
  selectAll: 'Alle auswählen',
  clearSelection: 'Auswahl aufheben',
  bulkActions: 'Aktionen für die Auswahl',
  filter: 'Filtern',
  filters: (count) => say(count, { other: '# Filter' }),
  sortBy: 'Sortieren nach',
  sorts: { newest: 'Neueste', waiting: 'Am längsten wartend', closing: 'Fenster schließt zuerst' },
  stateName: 'Status',
  anyState: 'Jeder Status',
  onlyUnread: 'Ungelesen',
  onlyNeedsReply: 'Antwort nötig',
  windowName: 'Antwortfenster',
  windows: {
    open: 'Fenster offen',
    closing: 'Schließt innerhalb von 2 Stunden',
    closed: 'Fenster geschlossen',
  },
  assigneeName: 'Zugewiesen an',
  myTeams: 'Meine Teams',
  selectConversations: 'Chats auswählen',
  removeFilter: (name: string) => `Filter entfernen: ${name}`,
  view: 'Ansicht',
  saveView: 'Ansicht speichern',
  editView: 'Ansicht bearbeiten',
  viewName: 'Name',
  shareView: 'Mit dem Team teilen',
  viewOfAnother:
    'Nur wer diese Ansicht geteilt hat oder ein Admin kann sie ändern. Hiermit speichern Sie eine Kopie.',
  deleteView: 'Ansicht löschen',
  deleteViewQuestion: (name: string) => `Ansicht „${name}“ löschen?`,
  deleteViewShared: 'Sie verschwindet für das ganze Team.',
  sourcePage: 'Herkunft',
};
