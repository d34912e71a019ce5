import type { CardStrings } from '../card.ts';

export const words: CardStrings = {
  chat: 'Schreiben Sie uns auf WhatsApp',
  open: 'WhatsApp öffnen',
  openApp: 'App öffnen',
  openWeb: 'WhatsApp Web öffnen',
  scan: 'Oder scannen Sie dies mit Ihrem Telefon',
  code: 'QR-Code, der den Chat auf Ihrem Telefon öffnet',
  choose: 'An wen möchten Sie schreiben?',
  back: 'Zurück',
  close: 'Schließen',
  isOpen: 'Jetzt geöffnet',
  isClosed: 'Jetzt geschlossen',
  closedUntil: 'Geschlossen. Wieder geöffnet: {time}',
  leaveMessage: 'Schreiben Sie uns trotzdem; wir antworten, sobald wir zurück sind.',
  details: 'Näheres',
};
