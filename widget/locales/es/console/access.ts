import type { access as english } from '../../en/console/access.ts';

export const access: typeof english = {
  yourNameHint: 'Tu equipo lo ve junto a tus respuestas y notas.',
  yourName: 'Tu nombre',
  noPasskeyYet: (page) =>
    `Aún nadie tiene una clave de acceso. Primero un administrador entra en ${page} con el token de configuración.`,
  setupTokenHint: 'El SETUP_TOKEN de esta instalación.',
  firstSignIn: 'Entra por primera vez con el token de configuración. Después crea tu clave de acceso.',
  signInWithPasskey: 'Iniciar sesión con una clave de acceso',
  withSetupToken: 'Usar el token de configuración',
  signInHint: 'Usa tu huella, tu cara o tu PIN.',
  signInWindow: 'Se abrirá una ventana de la bandeja para iniciar sesión.',
  windowBlocked: 'El navegador ha bloqueado la ventana. Permítela e inténtalo de nuevo.',
  welcome: (name) => `Te damos la bienvenida, ${name}`,
  joinHint:
    'Crea una clave de acceso en este dispositivo. Sustituye a la contraseña: no hay nada que recordar.',
  pictureHint:
    'Añade una foto para que tu equipo te reconozca. También puedes hacerlo más tarde en los ajustes.',
  openInbox: 'Abrir la bandeja',
  passkeyCancelled:
    'Cancelado o sin tiempo. ¿Es tu primera vez aquí? Usa el token de configuración o pide una invitación.',
  passkeyKnown: 'Este dispositivo ya tiene una clave de acceso para la bandeja.',
  noOpener: 'Cierra esta ventana y pulsa otra vez «Iniciar sesión» en la página de la que vienes.',
  siteNotAllowed: (origin) =>
    `${origin} no puede mostrar la bandeja. Pide a un administrador que lo permita en los ajustes: allí verá este intento.`,
  teamInbox: 'Bandeja del equipo',
  setupToken: 'Token de configuración',
  signIn: 'Iniciar sesión',
};
