import type { shell as english } from '../../en/console/shell.ts';

export const shell: typeof english = {
  tokenRejected:
    'WhatsApp lehnt das Zugriffstoken ab. Bis Sie ein neues eintragen, wird nichts gesendet; Nachrichten bleiben in der Warteschlange.',
  tokenExpires: (moment) =>
    `Das Zugriffstoken läuft am ${moment} ab. Tragen Sie vorher ein neues ein, sonst kann nichts gesendet werden.`,
  webhookNotSubscribed:
    'Nachrichten von Kunden kommen nicht an: Die App hat das WhatsApp-Konto nicht abonniert.',
  webhookNoField: 'Nachrichten von Kunden kommen nicht an: Das Webhook-Feld „messages“ ist nicht abonniert.',
  webhookElsewhere: 'Nachrichten von Kunden kommen nicht an: Meta sendet sie an eine andere Adresse.',
  webhookSilent:
    'Es kommen keine Webhooks mehr: Zu Nachrichten von vor einer Stunde hat Meta keinen Status gesendet.',
  numberStatus: (status) => `Status der Nummer bei Meta: ${status}.`,
  endpointFailing: (name, since) =>
    `Der Webhook „${name}“ hat seit ${since} nichts empfangen. Ereignisse warten und werden später zugestellt.`,
  botStoppedLooping: (name, at) =>
    `Der Bot „${name}“ wurde am ${at} in einem Chat gestoppt. Er hat mehr als 20 Nachrichten in einer Minute gesendet.`,
  messageFrom: (name) => `Neue Nachricht von ${name}`,
  pushWorks: 'Benachrichtigungen funktionieren auf diesem Gerät.',
  weekInFigures: (received, sent, resolved, waiting) =>
    `Letzte Woche: ${received} empfangen, ${sent} gesendet, ${resolved} gelöst. Jetzt warten: ${waiting}.`,
};
