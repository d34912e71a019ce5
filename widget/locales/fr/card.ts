import type { CardStrings } from '../card.ts';

export const words: CardStrings = {
  chat: 'Écrivez-nous sur WhatsApp',
  message: 'Votre message',
  start: 'Démarrer la discussion',
  openWeb: 'Ouvrir WhatsApp Web',
  useCode: 'Code QR',
  scan: 'Scannez ce code avec votre téléphone',
  code: 'Code QR qui ouvre la discussion sur votre téléphone',
  choose: 'À qui voulez-vous écrire ?',
  back: 'Retour',
  close: 'Fermer',
  isOpen: 'Ouvert maintenant',
  isClosed: 'Fermé maintenant',
  repliesFrom: 'Répond {day} à partir de {time}',
  opensAt: 'Fermé. Ouvre {day} à {time}',
  leaveMessage: 'Vous pouvez tout de même nous écrire ; nous répondrons à notre retour.',
  details: 'En savoir plus',
};
