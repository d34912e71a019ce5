import type { shell as english } from '../../en/console/shell.ts';

export const shell: typeof english = {
  tokenRejected:
    'O WhatsApp recusa o token de acesso. Nada é enviado até você adicionar um novo; as mensagens continuam na fila.',
  tokenExpires: (moment) =>
    `O token de acesso expira em ${moment}. Adicione um novo antes disso, ou nada poderá ser enviado.`,
  webhookNotSubscribed:
    'As mensagens dos clientes não chegam: o aplicativo não está inscrito na conta do WhatsApp.',
  webhookNoField: 'As mensagens dos clientes não chegam: o campo de webhook “messages” não está inscrito.',
  webhookElsewhere: 'As mensagens dos clientes não chegam: a Meta as envia para outro endereço.',
  webhookSilent: 'Os webhooks pararam: a Meta não enviou status de mensagens de uma hora atrás.',
  numberStatus: (status) => `Status do número na Meta: ${status}.`,
  endpointFailing: (name, since) =>
    `O webhook “${name}” não recebe nada desde ${since}. Os eventos esperam e são entregues depois.`,
  botStoppedLooping: (name, at) =>
    `O bot “${name}” foi parado em uma conversa em ${at}. Ele enviou mais de 20 mensagens em um minuto.`,
  messageFrom: (name) => `Nova mensagem de ${name}`,
  pushWorks: 'As notificações funcionam neste dispositivo.',
  weekInFigures: (received, sent, resolved, waiting) =>
    `Semana passada: ${received} recebidas, ${sent} enviadas, ${resolved} resolvidas. Esperando agora: ${waiting}.`,
};
