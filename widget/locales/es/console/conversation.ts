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
  automationOn: 'Responde la automatización',
  automationOnHint: 'La automatización se pausa cuando alguien del equipo responde.',
  automationPausedUntil: (moment) => `Automatización en pausa hasta ${moment}`,
  automationPaused: 'Automatización en pausa',
  automationPausedHint:
    'La automatización vuelve a responder cuando la reanudas o resuelves la conversación.',
  automationOff: 'Automatización desactivada',
  automationOffHint: 'La automatización está desactivada en esta conversación hasta que la actives.',
  automationStopped: 'Automatización en pausa en este número',
  automationStoppedHint: 'Un administrador puede reanudarla en los ajustes.',
  takeOverAutomation: 'Hacerme cargo',
  resumeAutomation: 'Reanudar la automatización',
  turnAutomationOff: 'Desactivar en esta conversación',
  turnAutomationOn: 'Activar la automatización',
};
