import type { access as english } from '../../en/console/access.ts';

export const access: typeof english = {
  signInWithPasskey: 'Entrar com uma chave de acesso',
  withSetupToken: 'Usar o token de configuração',
  signInHint: 'Use sua digital, seu rosto ou seu PIN.',
  signInWindow: 'Uma janela da caixa de entrada se abre para você entrar.',
  windowBlocked: 'O navegador bloqueou a janela. Permita e tente de novo.',
  welcome: (name) => `Boas-vindas, ${name}`,
  joinHint: 'Crie uma chave de acesso neste dispositivo. Ela substitui a senha: não há nada para lembrar.',
  passkeyCancelled:
    'Cancelado ou tempo esgotado. Primeira vez aqui? Use o token de configuração ou peça um convite.',
  passkeyKnown: 'Este dispositivo já tem uma chave de acesso para a caixa de entrada.',
  noOpener: 'Feche esta janela e toque de novo em “Entrar” na página de onde você veio.',
  siteNotAllowed: (origin) =>
    `${origin} não pode mostrar a caixa de entrada. Peça a um administrador que permita nas configurações: a tentativa aparece lá.`,
  signedIn: 'Você entrou.',
  teamInbox: 'Caixa de entrada da equipe',
  setupToken: 'Token de configuração',
  signIn: 'Entrar',
};
