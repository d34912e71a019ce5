import type { access as english } from '../../en/console/access.ts';

export const access: typeof english = {
  yourNameHint: 'Ihr Team sieht ihn bei Ihren Antworten und Notizen.',
  yourName: 'Ihr Name',
  noPasskeyYet: (page) =>
    `Noch niemand hat einen Passkey. Zuerst meldet sich ein Admin unter ${page} mit dem Setup-Token an.`,
  setupTokenHint: 'Das SETUP_TOKEN dieser Installation.',
  firstSignIn: 'Melden Sie sich zum ersten Mal mit dem Setup-Token an. Danach erstellen Sie Ihren Passkey.',
  signInWithPasskey: 'Mit Passkey anmelden',
  withSetupToken: 'Setup-Token verwenden',
  signInHint: 'Mit Fingerabdruck, Gesicht oder PIN.',
  signInWindow: 'Zum Anmelden öffnet sich ein Fenster des Posteingangs.',
  windowBlocked: 'Der Browser hat das Fenster blockiert. Erlauben Sie es und versuchen Sie es noch einmal.',
  welcome: (name) => `Willkommen, ${name}`,
  joinHint:
    'Erstellen Sie auf diesem Gerät einen Passkey. Er ersetzt das Passwort: Sie müssen sich nichts merken.',
  pictureHint:
    'Mit einem Bild erkennt Ihr Team Sie sofort. Sie können es auch später in den Einstellungen hinzufügen.',
  openInbox: 'Posteingang öffnen',
  passkeyCancelled:
    'Abgebrochen oder Zeit abgelaufen. Zum ersten Mal hier? Verwenden Sie das Setup-Token, oder bitten Sie um eine Einladung.',
  passkeyKnown: 'Dieses Gerät hat schon einen Passkey für den Posteingang.',
  noOpener: 'Schließen Sie dieses Fenster und drücken Sie auf der vorigen Seite noch einmal „Anmelden“.',
  siteNotAllowed: (origin) =>
    `${origin} darf den Posteingang nicht zeigen. Bitten Sie einen Admin, es in den Einstellungen zu erlauben: Dort ist der Versuch zu sehen.`,
  teamInbox: 'Team-Posteingang',
  setupToken: 'Setup-Token',
  signIn: 'Anmelden',
};
