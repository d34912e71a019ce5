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
  botOn: 'O bot responde',
  botOnHint: 'O bot entra em pausa quando alguém da equipe responde.',
  botPausedUntil: (moment) => `Bot em pausa até ${moment}`,
  botPaused: 'Bot em pausa',
  botPausedHint: 'O bot volta a responder quando você o retoma ou resolve a conversa.',
  botOff: 'Bot desligado',
  botOffHint: 'O bot está desligado nesta conversa até você ligá-lo.',
  botStopped: 'Bot em pausa neste número',
  botStoppedHint: 'Um administrador pode retomá-lo nas configurações.',
  takeOverFromBot: 'Assumir',
  resumeBot: 'Retomar o bot',
  turnBotOff: 'Desligar nesta conversa',
  turnBotOn: 'Ligar o bot',
};
