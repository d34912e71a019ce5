import type { account as english } from '../../en/console/account.ts';

export const account: typeof english = {
  signOut: 'Abmelden',
  yourAccount: 'Ihr Konto',
  passkeys: 'Passkeys',
  noPasskey: 'Sie haben noch keinen Passkey. Erstellen Sie einen, um sich ohne Setup-Token anzumelden.',
  sessions: 'Aktive Sitzungen',
  thisDevice: 'dieses Gerät',
  endSession: 'Abmelden',
  endOthers: 'Überall sonst abmelden',
  removePasskeyTitle: (name) => `Passkey „${name}“ entfernen?`,
  removePasskeyText: 'Damit ist keine Anmeldung mehr möglich.',
  notifications: 'Benachrichtigungen',
  sound: 'Ton, wenn ein Kunde schreibt',
  pageNotifications: 'Benachrichtigungen zeigen, wenn diese Seite im Hintergrund ist',
  notificationsRefused:
    'Der Browser erlaubt es nicht. Erlauben Sie Benachrichtigungen für diese Seite und versuchen Sie es noch einmal.',
  pushElsewhere:
    'Um auch bei geschlossenem Posteingang benachrichtigt zu werden, öffnen Sie ihn unter seiner eigenen Adresse:',
  pushNeedsInstall:
    'Dieser Browser kann Sie bei geschlossenem Posteingang nicht benachrichtigen. Legen Sie diese Seite auf einem iPhone zuerst auf den Home-Bildschirm.',
  pushHere: 'Auf diesem Gerät',
  pushHint: 'Sie werden benachrichtigt, wenn ein Kunde schreibt, auch wenn der Posteingang geschlossen ist.',
  pushStart: 'Benachrichtigungen einschalten',
  pushStop: 'Auf diesem Gerät ausschalten',
  pushTest: 'Test senden',
  pushTested: 'Testbenachrichtigung gesendet.',
  pushNotTaken:
    'Die Benachrichtigung konnte nicht zugestellt werden. Schalten Sie sie hier aus und wieder ein.',
  pushWhose: 'Chats',
  pushMine: 'Nur meine',
  pushUnassigned: 'Meine und nicht zugewiesene',
  pushAll: 'Alle',
  pushNumbers: 'Nummern',
  pushText: 'Nachrichtentext zeigen',
  pushAlerts: 'Auch bei Problemen mit einer Nummer benachrichtigen',
  quietHours: 'Ruhezeiten',
  quietFrom: 'Von',
  quietTo: 'Bis',
  otherDevices: 'Ihre anderen Geräte',
};
