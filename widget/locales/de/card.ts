import type { CardStrings } from '../card.ts';

export const words: CardStrings = {
  chat: 'Schreiben Sie uns auf WhatsApp',
  message: 'Ihre Nachricht',
  start: 'Chat starten',
  openWeb: 'WhatsApp Web öffnen',
  useCode: 'QR-Code',
  scan: 'Scannen Sie dies mit Ihrem Telefon',
  code: 'QR-Code, der den Chat auf Ihrem Telefon öffnet',
  choose: 'An wen möchten Sie schreiben?',
  back: 'Zurück',
  close: 'Schließen',
  isOpen: 'Jetzt geöffnet',
  isClosed: 'Jetzt geschlossen',
  repliesFrom: 'Antwortet {day} ab {time}',
  opensAt: 'Geschlossen. Öffnet {day} um {time}',
  leaveMessage: 'Schreiben Sie uns trotzdem; wir antworten, sobald wir zurück sind.',
  details: 'Näheres',
};
