import type { CardStrings } from '../card.ts';

export const words: CardStrings = {
  chat: 'Fale conosco pelo WhatsApp',
  message: 'Sua mensagem',
  start: 'Iniciar conversa',
  openWeb: 'Abrir o WhatsApp Web',
  useCode: 'Código QR',
  scan: 'Escaneie com o celular',
  code: 'Código QR que abre a conversa no seu celular',
  choose: 'Com quem você quer falar?',
  back: 'Voltar',
  close: 'Fechar',
  isOpen: 'Aberto agora',
  isClosed: 'Fechado agora',
  repliesFrom: 'Responde {day} a partir das {time}',
  opensAt: 'Fechado. Abre {day} às {time}',
  leaveMessage: 'Você pode escrever mesmo assim; respondemos quando voltarmos.',
  details: 'Detalhes',
};
