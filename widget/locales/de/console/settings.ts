import type { settings as english } from '../../en/console/settings.ts';

export const settings: typeof english = {
  lastUsed: (moment) => `Zuletzt verwendet: ${moment}`,
  remove: 'Entfernen',
  profileTitle: 'Unternehmensprofil',
  linksTitle: 'QR-Codes',
  templatesTitle: 'Vorlagen',
  buttonTitle: 'Button',
  saved: 'Gespeichert.',
  settingsGroups: {
    you: 'Sie',
    number: 'Nummer',
    team: 'Team',
    developers: 'Entwickler',
    data: 'Daten',
  },
  back: 'Zurück',
  retention: 'Aufbewahrung und Export',
  data: 'Daten',
  enterPin: 'Geben Sie die sechs Ziffern ein.',
  enterName: 'Geben Sie einen Namen ein.',
  unsavedChanges: 'Nicht gespeicherte Änderungen',
  replyButtonsWrong: 'Höchstens drei Schaltflächen mit je 20 Zeichen.',
};
