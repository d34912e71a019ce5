import type { CardStrings } from '../card.ts';

export const words: CardStrings = {
  chat: 'Fale conosco pelo WhatsApp',
  open: 'Abrir o WhatsApp',
  openApp: 'Abrir o aplicativo',
  openWeb: 'Abrir o WhatsApp Web',
  scan: 'Ou escaneie com o celular',
  code: 'Código QR que abre a conversa no seu celular',
  choose: 'Com quem você quer falar?',
  back: 'Voltar',
  close: 'Fechar',
  isOpen: 'Aberto agora',
  isClosed: 'Fechado agora',
  closedUntil: 'Fechado. Abrimos de novo {time}',
  leaveMessage: 'Você pode escrever mesmo assim; respondemos quando voltarmos.',
  details: 'Detalhes',
};
