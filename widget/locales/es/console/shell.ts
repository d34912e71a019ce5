import type { shell as english } from '../../en/console/shell.ts';

export const shell: typeof english = {
  tokenRejected:
    'WhatsApp rechaza el token de acceso. No se envía nada hasta que añadas uno nuevo; los mensajes siguen en cola.',
  tokenExpires: (moment) =>
    `El token de acceso caduca el ${moment}. Añade uno nuevo antes, o no se podrá enviar nada.`,
  webhookNotSubscribed:
    'Los mensajes de los clientes no llegan: la aplicación no está suscrita a la cuenta de WhatsApp.',
  webhookNoField: 'Los mensajes de los clientes no llegan: el campo de webhook «messages» no está suscrito.',
  webhookElsewhere: 'Los mensajes de los clientes no llegan: Meta los envía a otra dirección.',
  webhookSilent: 'Ya no llegan webhooks: Meta no ha enviado el estado de los mensajes de hace una hora.',
  numberStatus: (status) => `Estado del número en Meta: ${status}.`,
  endpointFailing: (name, since) =>
    `El webhook «${name}» no recibe nada desde ${since}. Los eventos esperan y se entregan después.`,
  botStoppedLooping: (name, at) =>
    `El bot «${name}» se detuvo en una conversación el ${at}. Envió más de 20 mensajes en un minuto.`,
  messageFrom: (name) => `Nuevo mensaje de ${name}`,
  pushWorks: 'Las notificaciones funcionan en este dispositivo.',
  weekInFigures: (received, sent, resolved, waiting) =>
    `La semana pasada: ${received} recibidos, ${sent} enviados, ${resolved} resueltas. Esperan ahora: ${waiting}.`,
};
