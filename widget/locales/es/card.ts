import type { CardStrings } from '../card.ts';

export const words: CardStrings = {
  chat: 'Escríbenos por WhatsApp',
  open: 'Abrir WhatsApp',
  openApp: 'Abrir la aplicación',
  openWeb: 'Abrir WhatsApp Web',
  scan: 'O escanea esto con tu teléfono',
  code: 'Código QR que abre el chat en tu teléfono',
  choose: '¿A quién quieres escribir?',
  back: 'Volver',
  close: 'Cerrar',
  isOpen: 'Abierto ahora',
  isClosed: 'Cerrado ahora',
  closedUntil: 'Cerrado. Volvemos {time}',
  leaveMessage: 'Puedes escribirnos igualmente; respondemos en cuanto volvamos.',
  details: 'Más información',
};
