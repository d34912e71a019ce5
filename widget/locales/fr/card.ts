import type { CardStrings } from '../card.ts';

export const words: CardStrings = {
  chat: 'Écrivez-nous sur WhatsApp',
  open: 'Ouvrir WhatsApp',
  openApp: 'Ouvrir l’application',
  openWeb: 'Ouvrir WhatsApp Web',
  scan: 'Ou scannez ce code avec votre téléphone',
  code: 'Code QR qui ouvre la discussion sur votre téléphone',
  choose: 'À qui voulez-vous écrire ?',
  back: 'Retour',
  close: 'Fermer',
  isOpen: 'Ouvert maintenant',
  isClosed: 'Fermé maintenant',
  closedUntil: 'Fermé. Réouverture {time}',
  leaveMessage: 'Vous pouvez tout de même nous écrire ; nous répondrons à notre retour.',
  details: 'En savoir plus',
};
