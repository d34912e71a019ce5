import type { access as english } from '../../en/console/access.ts';

export const access: typeof english = {
  yourNameHint: 'Sua equipe o vê ao lado das suas respostas e notas.',
  yourName: 'Seu nome',
  noPasskeyYet: (page) =>
    `Ninguém tem uma chave de acesso ainda. Primeiro um administrador entra em ${page} com o token de configuração.`,
  setupTokenHint: 'O SETUP_TOKEN desta instalação.',
  firstSignIn: 'Entre pela primeira vez com o token de configuração. Depois crie sua chave de acesso.',
  signInWithPasskey: 'Entrar com uma chave de acesso',
  withSetupToken: 'Usar o token de configuração',
  signInHint: 'Use sua digital, seu rosto ou seu PIN.',
  signInWindow: 'Uma janela da caixa de entrada se abre para você entrar.',
  windowBlocked: 'O navegador bloqueou a janela. Permita e tente de novo.',
  welcome: (name) => `Boas-vindas, ${name}`,
  joinHint: 'Crie uma chave de acesso neste dispositivo. Ela substitui a senha: não há nada para lembrar.',
  pictureHint:
    'Adicione uma foto para que sua equipe reconheça você. Também dá para fazer isso depois, nas configurações.',
  openInbox: 'Abrir a caixa de entrada',
  passkeyCancelled:
    'Cancelado ou tempo esgotado. Primeira vez aqui? Use o token de configuração ou peça um convite.',
  passkeyKnown: 'Este dispositivo já tem uma chave de acesso para a caixa de entrada.',
  noOpener: 'Feche esta janela e toque de novo em “Entrar” na página de onde você veio.',
  siteNotAllowed: (origin) =>
    `${origin} não pode mostrar a caixa de entrada. Peça a um administrador que permita nas configurações: a tentativa aparece lá.`,
  teamInbox: 'Caixa de entrada da equipe',
  setupToken: 'Token de configuração',
  signIn: 'Entrar',
};
