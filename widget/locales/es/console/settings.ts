import type { settings as english } from '../../en/console/settings.ts';

export const settings: typeof english = {
  lastUsed: (moment) => `Último uso: ${moment}`,
  remove: 'Quitar',
  profileTitle: 'Perfil de empresa',
  linksTitle: 'Códigos QR',
  templatesTitle: 'Plantillas',
  buttonTitle: 'Botón',
  saved: 'Guardado.',
  settingsGroups: {
    you: 'Tú',
    number: 'Número',
    team: 'Equipo',
    developers: 'Desarrolladores',
    data: 'Datos',
  },
  back: 'Atrás',
  retention: 'Conservación y exportación',
  data: 'Datos',
  enterPin: 'Escribe los seis dígitos.',
  enterName: 'Escribe un nombre.',
  unsavedChanges: 'Cambios sin guardar',
  replyButtonsWrong: 'Usa como máximo tres botones de 20 caracteres cada uno.',
};
