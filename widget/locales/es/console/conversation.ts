import { counted } from '../../counted.ts';
import type { conversation as english } from '../../en/console/conversation.ts';

const say = counted('es');

const together = new Intl.ListFormat('es');

export const conversation: typeof english = {
  alsoViewing: (names) =>
    `${together.format(names)} también ${say(names.length, { one: 'está', other: 'están' })} viendo esta conversación`,
  answeredMeanwhile: (name) => `${name} respondió mientras escribías:`,
  phoneApp: 'Aplicación del teléfono',
  sendAnyway: 'Enviar de todos modos',
  forwardQuestion: (name) => `¿Reenviar a ${name}?`,
  chooseAnother: 'Elegir otra',
  groupReadOnly: 'Aquí puedes leer este grupo, pero no escribir en él.',
  assignee: 'Asignada a',
  me: 'Yo',
  transferNote: 'Nota para la persona asignada (opcional)',
  snoozedUntil: (moment) => `Pospuesta hasta ${moment}`,
  blocked: 'Bloqueado',
  noMarketing: 'Sin marketing',
  windowTitle: 'Ventana de respuesta',
  identityChanged:
    'Puede que este número sea ahora de otra persona. Asegúrate de quién escribe antes de responder.',
  acceptIdentity: 'Es el mismo cliente',
  assignedToOther: (name) => `Asignada a ${name}.`,
  notAssigned: 'Sin asignar.',
  takeOver: 'Hacerme cargo',
  writeReply: 'Respuesta',
  writeNote: 'Nota',
  writeWhat: 'Respuesta o nota',
  whoAnswers: 'Quién responde',
  botOn: 'Responde el bot',
  botOnHint: 'El bot se pausa cuando alguien del equipo responde.',
  botPausedUntil: (moment) => `Bot en pausa hasta ${moment}`,
  botPaused: 'Bot en pausa',
  botPausedHint: 'El bot vuelve a responder cuando lo reanudas o resuelves la conversación.',
  botOff: 'Bot desactivado',
  botOffHint: 'El bot está desactivado en esta conversación hasta que lo actives.',
  botStopped: 'Bot en pausa en este número',
  botStoppedHint: 'Un administrador puede reanudarlo en los ajustes.',
  takeOverFromBot: 'Hacerme cargo',
  resumeBot: 'Reanudar el bot',
  turnBotOff: 'Desactivar en esta conversación',
  turnBotOn: 'Activar el bot',
};
