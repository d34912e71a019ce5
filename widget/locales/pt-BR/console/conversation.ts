import { counted } from '../../counted.ts';
import type { conversation as english } from '../../en/console/conversation.ts';

const say = counted('pt-BR');

const together = new Intl.ListFormat('pt-BR');

export const conversation: typeof english = {
  alsoViewing: (names) =>
    `${together.format(names)} também ${say(names.length, { one: 'está', other: 'estão' })} vendo esta conversa`,
  answeredMeanwhile: (name) => `${name} respondeu enquanto você escrevia:`,
  phoneApp: 'Aplicativo do celular',
  sendAnyway: 'Enviar mesmo assim',
  forwardQuestion: (name) => `Encaminhar para ${name}?`,
  chooseAnother: 'Escolher outra',
  groupReadOnly: 'Você pode ler este grupo aqui, mas não escrever nele.',
  assignee: 'Atribuída a',
  me: 'Eu',
  transferNote: 'Nota para o novo responsável (opcional)',
  snoozedUntil: (moment) => `Adiada até ${moment}`,
  blocked: 'Bloqueado',
  noMarketing: 'Sem marketing',
  windowTitle: 'Janela de resposta',
  identityChanged:
    'Este número pode ser de outra pessoa agora. Confirme quem está escrevendo antes de responder.',
  acceptIdentity: 'É o mesmo cliente',
  assignedToOther: (name) => `Atribuída a ${name}.`,
  notAssigned: 'Não atribuída.',
  takeOver: 'Assumir',
  writeReply: 'Resposta',
  writeNote: 'Nota',
  writeWhat: 'Resposta ou nota',
  whoAnswers: 'Quem responde',
  automationOn: 'A automação responde',
  automationOnHint: 'A automação entra em pausa quando alguém da equipe responde.',
  automationPausedUntil: (moment) => `Automação em pausa até ${moment}`,
  automationPaused: 'Automação em pausa',
  automationPausedHint: 'A automação volta a responder quando você a retoma ou resolve a conversa.',
  automationOff: 'Automação desligada',
  automationOffHint: 'A automação está desligada nesta conversa até você ligá-la.',
  automationStopped: 'Automação em pausa neste número',
  automationStoppedHint: 'Um administrador pode retomá-la nas configurações.',
  takeOverAutomation: 'Assumir',
  resumeAutomation: 'Retomar a automação',
  turnAutomationOff: 'Desligar nesta conversa',
  turnAutomationOn: 'Ligar a automação',
};
