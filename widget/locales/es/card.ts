import type { CardStrings } from '../card.ts';

export const words: CardStrings = {
  chat: 'Escríbenos por WhatsApp',
  message: 'Tu mensaje',
  start: 'Iniciar chat',
  openWeb: 'Abrir WhatsApp Web',
  useCode: 'Código QR',
  scan: 'Escanea esto con tu teléfono',
  code: 'Código QR que abre el chat en tu teléfono',
  choose: '¿A quién quieres escribir?',
  back: 'Volver',
  close: 'Cerrar',
  isOpen: 'Abierto ahora',
  isClosed: 'Cerrado ahora',
  repliesFrom: 'Responde {day} desde las {time}',
  opensAt: 'Cerrado. Abre {day} a las {time}',
  leaveMessage: 'Puedes escribirnos igualmente; respondemos en cuanto volvamos.',
  details: 'Más información',
};
