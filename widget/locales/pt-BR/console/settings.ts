import type { settings as english } from '../../en/console/settings.ts';

export const settings: typeof english = {
  lastUsed: (moment) => `Último uso: ${moment}`,
  remove: 'Remover',
  profileTitle: 'Perfil comercial',
  linksTitle: 'QR codes',
  templatesTitle: 'Modelos',
  buttonTitle: 'Botão',
  saved: 'Salvo.',
  settingsGroups: {
    you: 'Você',
    number: 'Número',
    team: 'Equipe',
    developers: 'Desenvolvedores',
    data: 'Dados',
  },
  back: 'Voltar',
  retention: 'Retenção e exportação',
  data: 'Dados',
  enterPin: 'Digite os seis dígitos.',
  enterName: 'Digite um nome.',
  unsavedChanges: 'Alterações não salvas',
  replyButtonsWrong: 'Use até três botões de 20 caracteres cada.',
};
