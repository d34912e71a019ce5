import type { RefusalWords } from '../worker-texts/template-refusals.ts';

export const words: RefusalWords = {
  name_exists: {
    summary: 'Ya hay una plantilla con este nombre en este idioma.',
    advice: 'Edita esa plantilla o elige otro nombre.',
  },
  name_deleted: {
    summary: 'Se eliminó una plantilla con este nombre, y Meta bloquea el nombre hasta 30 días.',
    advice: 'Elige otro nombre.',
  },
  account_full: {
    summary: 'Esta cuenta tiene tantas plantillas como permite Meta.',
    advice: 'Elimina las que no uses. Una empresa verificada puede tener más.',
  },
  too_long: { summary: 'Un texto es demasiado largo para Meta.', advice: 'Acórtalo.' },
  header: { summary: 'Meta no acepta el encabezado.', advice: 'Revisa su texto y su ejemplo.' },
  body: { summary: 'Meta no acepta el mensaje.', advice: 'Revisa sus variables y los ejemplos.' },
  footer: { summary: 'Meta no acepta el pie.', advice: 'Quita variables, emojis y saltos de línea.' },
  few_words: {
    summary: 'El mensaje tiene pocas palabras para sus variables.',
    advice: 'Escribe más texto o usa menos variables.',
  },
  edge_variable: {
    summary: 'El mensaje empieza o termina con una variable.',
    advice:
      'Escribe unas palabras antes de la primera y después de la última variable. La puntuación no cuenta.',
  },
  variable_order: {
    summary: 'Las variables no están numeradas desde 1 sin saltos.',
    advice: 'Numéralas de nuevo.',
  },
  example_missing: { summary: 'Falta un ejemplo.', advice: 'Escribe un ejemplo para cada variable.' },
  file_missing: {
    summary: 'Falta el archivo de ejemplo, o Meta ya no lo tiene.',
    advice: 'Sube el archivo otra vez.',
  },
  url: { summary: 'Meta no acepta la dirección de un botón.', advice: 'Revisa la dirección.' },
  whatsapp_link: {
    summary: 'Meta no acepta enlaces a WhatsApp en un botón.',
    advice: 'Usa una respuesta rápida o un botón de llamada.',
  },
  phone: { summary: 'Meta no acepta el teléfono de un botón.', advice: 'Escríbelo con su prefijo de país.' },
  not_editable: {
    summary: 'Meta no acepta cambios ahora.',
    advice:
      'Una plantilla en revisión no se puede editar. Una aprobada se puede editar una vez al día y diez veces en 30 días.',
  },
  sample: {
    summary: 'Es uno de los ejemplos de Meta, que no se pueden editar ni eliminar.',
    advice: 'Crea tu propia plantilla.',
  },
  business_unverified: {
    summary: 'Meta solo acepta plantillas de autenticación de empresas verificadas.',
    advice: 'Verifica tu empresa en Meta Business Suite.',
  },
  not_created: {
    summary: 'Meta no ha podido crear la plantilla.',
    advice: 'Cambia la redacción o inténtalo más tarde.',
  },
  no_permission: {
    summary: 'El token de acceso no puede gestionar plantillas.',
    advice: 'Da a su usuario del sistema el permiso whatsapp_business_management para esta cuenta.',
  },
  too_many_requests: {
    summary: 'Ha habido demasiadas solicitudes para esta cuenta.',
    advice: 'Espera una hora e inténtalo de nuevo.',
  },
  policy: {
    summary: 'Meta ha bloqueado esto para esta cuenta.',
    advice: 'Pregunta a la asistencia para empresas de Meta.',
  },
  gone: { summary: 'Meta ya no tiene esta plantilla.', advice: 'Carga la lista otra vez.' },
};
