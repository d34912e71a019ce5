import type { ErrorWords } from '../worker-texts/errors.ts';

export const words: ErrorWords = {
  10: {
    title: 'La aplicación no tiene permiso para hacer esto.',
    advice:
      'Pide a un administrador que dé al usuario del sistema del token de acceso el control total de la cuenta de WhatsApp y a la aplicación el permiso whatsapp_business_messaging.',
  },
  33: {
    title: 'WhatsApp no conoce este número, o el token de acceso no puede verlo.',
    advice:
      'Pide a un administrador que compruebe el identificador del número de teléfono y que el token de acceso sea de su cuenta.',
  },
  104: {
    title: 'Meta quiere una prueba de la clave secreta de la aplicación con cada petición.',
    advice:
      'Pide a un administrador que introduzca la clave secreta de la aplicación en los ajustes de este número.',
  },
  190: {
    title: 'El token de acceso ya no es válido.',
    advice: 'Pide a un administrador que pegue un token de acceso nuevo en los ajustes de este número.',
  },
  368: {
    title: 'Meta ha restringido esta empresa por incumplir una política.',
    advice: 'Pide a un administrador que revise los incumplimientos en el Administrador de WhatsApp.',
  },
  80007: {
    title: 'Se han hecho demasiadas peticiones a Meta.',
    advice: 'El mensaje está bien: espera unos minutos e inténtalo de nuevo.',
  },
  130403: {
    title: 'El número envía más mensajes de los que WhatsApp le permite.',
    advice: 'Espera y vuelve a enviarlo.',
  },
  130429: {
    title: 'El número envía más mensajes por segundo de los que WhatsApp le permite.',
    advice: 'El mensaje está bien: inténtalo de nuevo en un momento.',
  },
  130472: {
    title: 'WhatsApp ha retenido este mensaje de marketing: el cliente participa en un experimento.',
    advice: 'No se entregará. Espera a que el cliente escriba o contáctalo por otro medio.',
  },
  130497: {
    title: 'Esta empresa no puede escribir a clientes de este país.',
    advice: 'Consulta la política de WhatsApp para ese país y para la categoría de la empresa.',
  },
  131000: {
    title: 'WhatsApp tiene un problema propio.',
    advice: 'El mensaje está bien: inténtalo de nuevo en unos minutos.',
  },
  131009: {
    title: 'WhatsApp no acepta el mensaje en esta forma.',
    advice: 'Mira los detalles, cambia el mensaje y envíalo de nuevo.',
  },
  131021: {
    title: 'El mensaje va dirigido al mismo número que lo envía.',
    advice: 'Elige otro destinatario.',
  },
  131026: {
    title: 'WhatsApp no puede entregarle mensajes a este cliente.',
    advice:
      'Puede que no esté en WhatsApp, use una versión antigua, no haya aceptado sus condiciones o te haya bloqueado; Meta no dice cuál. Contáctalo por otro medio.',
  },
  131030: {
    title: 'El destinatario no está en la lista de este número de prueba.',
    advice: 'Añade el teléfono a la lista de destinatarios en la aplicación de Meta, o usa un número propio.',
  },
  131031: {
    title: 'Meta ha bloqueado esta cuenta de WhatsApp.',
    advice: 'Pide a un administrador que revise la cuenta en el Administrador de WhatsApp.',
  },
  131037: {
    title: 'El nombre visible del número no está aprobado.',
    advice:
      'Pide a un administrador que consiga la aprobación de un nombre visible en el Administrador de WhatsApp.',
  },
  131042: {
    title: 'Meta no puede cobrar este mensaje a la empresa.',
    advice: 'Pide a un administrador que corrija el método de pago de la cuenta de WhatsApp.',
  },
  131045: {
    title: 'El número no está registrado en WhatsApp.',
    advice: 'Pide a un administrador que registre el número.',
  },
  131047: {
    title: 'Han pasado más de 24 horas desde que escribió el cliente.',
    advice: 'Envía una plantilla o espera a que el cliente escriba.',
  },
  131048: {
    title: 'WhatsApp limita este número porque demasiados clientes lo han bloqueado o denunciado.',
    advice:
      'Envía menos, y solo a clientes que lo esperen; mira la calidad del número en el Administrador de WhatsApp.',
  },
  131049: {
    title: 'WhatsApp ha retenido este mensaje de marketing: el cliente ya ha recibido bastantes.',
    advice: 'No lo reenvíes en 24 horas. Cuando el cliente escriba, podrás enviar cualquier mensaje.',
  },
  131050: {
    title: 'El cliente no quiere mensajes de marketing.',
    advice: 'No le envíes ninguno hasta que vuelva a permitirlos.',
  },
  131051: {
    title: 'WhatsApp no admite este tipo de mensaje.',
    advice: 'Envíalo como otro tipo de mensaje. Uno recibido solo se puede leer en un teléfono.',
  },
  131052: {
    title: 'WhatsApp no pudo obtener el archivo del cliente.',
    advice: 'Pide al cliente que lo envíe otra vez.',
  },
  131053: {
    title: 'WhatsApp no pudo aceptar el archivo.',
    advice:
      'Compara su tipo y tamaño con los límites de WhatsApp y comprueba que su enlace sea accesible; después envíalo de nuevo.',
  },
  131056: {
    title: 'Demasiados mensajes a este cliente en poco tiempo.',
    advice: 'El mensaje está bien: inténtalo de nuevo en unos segundos.',
  },
  131057: {
    title: 'La cuenta de WhatsApp está en mantenimiento.',
    advice: 'El mensaje está bien: inténtalo más tarde.',
  },
  131060: { title: 'El mensaje ya no está disponible.', advice: 'Pide al cliente que lo envíe otra vez.' },
  131062: {
    title: 'Este tipo de mensaje necesita un número de teléfono, y el cliente oculta el suyo.',
    advice: 'Pide al cliente su número de teléfono o envía otro tipo de mensaje.',
  },
  132000: {
    title: 'Los valores no encajan en la plantilla.',
    advice: 'Rellena cada variable de la plantilla en la forma que pide y envíala de nuevo.',
  },
  132001: {
    title: 'No hay ninguna plantilla aprobada con este nombre en este idioma.',
    advice: 'Elige una plantilla aprobada o espera a que se apruebe esta.',
  },
  132005: {
    title: 'La plantilla queda demasiado larga con sus variables rellenas.',
    advice: 'Usa valores más cortos.',
  },
  132007: {
    title: 'La plantilla incumple una política de WhatsApp.',
    advice: 'Cambia la plantilla en el Administrador de WhatsApp o elige otra.',
  },
  132015: {
    title: 'WhatsApp ha pausado esta plantilla por su baja calidad.',
    advice: 'Elige otra plantilla o espera a que termine la pausa.',
  },
  132016: {
    title: 'WhatsApp ha desactivado esta plantilla por su baja calidad.',
    advice: 'Crea una plantilla nueva con otro contenido.',
  },
  132018: {
    title: 'Un valor de la plantilla no está permitido.',
    advice:
      'Quita de los valores los saltos de línea, las tabulaciones y más de cuatro espacios seguidos, rellena todas las variables y envíala de nuevo.',
  },
  132068: {
    title: 'El Flow está bloqueado.',
    advice: 'Pide a un administrador que corrija el Flow en el Administrador de WhatsApp.',
  },
  132069: {
    title: 'El Flow se ha enviado demasiadas veces en esta hora.',
    advice: 'Envíalo de nuevo más tarde.',
  },
  133000: {
    title: 'Una baja anterior de este número no ha terminado.',
    advice: 'Vuelve a dar de baja el número y después regístralo.',
  },
  133005: {
    title: 'El PIN de la verificación en dos pasos es incorrecto.',
    advice: 'Introduce el PIN de este número, o crea uno nuevo en el Administrador de WhatsApp.',
  },
  133006: {
    title: 'Hay que verificar el número antes de registrarlo.',
    advice: 'Verifica el número con un código en el Administrador de WhatsApp.',
  },
  133008: {
    title: 'Se ha probado el PIN demasiadas veces.',
    advice: 'Espera el tiempo que indican los detalles antes de probar otra vez.',
  },
  133015: {
    title: 'El número se dio de baja hace poco.',
    advice: 'Espera cinco minutos antes de registrarlo de nuevo.',
  },
  133016: {
    title: 'Este número se ha registrado demasiadas veces en poco tiempo.',
    advice: 'Espera el tiempo que indican los detalles antes de registrarlo de nuevo.',
  },
  134011: {
    title: 'No se han aceptado las condiciones de los pagos de WhatsApp.',
    advice: 'Pide a un administrador que las acepte en el Administrador de WhatsApp.',
  },
  137000: {
    title: 'La identidad del cliente ha cambiado desde tu último mensaje.',
    advice: 'Asegúrate de que sigue siendo la misma persona y envíalo de nuevo.',
  },
  138006: { title: 'El cliente no ha permitido las llamadas.', advice: 'Pide antes permiso para llamar.' },
  blocked: {
    title: 'Este cliente está bloqueado.',
    advice: 'Desbloquéalo para escribirle y después envía el mensaje otra vez.',
  },
  cancelled: { title: 'Anulado antes de enviarse.', advice: 'Edítalo, o envíalo de todos modos.' },
  identity_changed: {
    title: 'Puede que este número sea ahora de otra persona.',
    advice: 'Asegúrate de quién escribe, acepta arriba la nueva identidad y envíalo otra vez.',
  },
  in_doubt: {
    title: 'WhatsApp no respondió, así que el mensaje puede haberse entregado.',
    advice:
      'No se reenvía por sí solo. Si en diez minutos no aparece ninguna marca, puedes enviarlo otra vez.',
  },
  inbox_fault: {
    title: 'La bandeja tiene un problema propio.',
    advice:
      'No se ha enviado nada. Se vuelve a intentar por sí solo durante un tiempo; si continúa, avisa a un administrador.',
  },
  invalid_content: { title: 'WhatsApp ya no acepta un mensaje como este.', advice: 'Escríbelo de nuevo.' },
  media_damaged: {
    title: 'El archivo no llegó entero.',
    advice: 'Inténtalo de nuevo; si continúa, pide al cliente que lo envíe otra vez.',
  },
  media_gone: {
    title: 'WhatsApp ya no tiene este archivo.',
    advice: 'Pide al cliente que lo envíe otra vez.',
  },
  media_unreachable: {
    title: 'No se pudo obtener el archivo de WhatsApp.',
    advice: 'Inténtalo de nuevo en un momento.',
  },
  part_before_failed: {
    title: 'No se envió porque la parte anterior no salió, o puede que no.',
    advice:
      'Envía otra vez la parte anterior y esta la sigue sola. Si aquella llegó al final, envía esta otra vez.',
  },
  no_longer_needed: {
    title: 'No se envió porque la conversación ha continuado.',
    advice: 'No hay que hacer nada.',
  },
  no_reason: {
    title: 'WhatsApp dice que ha fallado, pero no por qué.',
    advice: 'Envíalo otra vez o contacta con el cliente por otro medio.',
  },
  no_recipient: {
    title: 'No queda ningún identificador con el que escribir a este cliente.',
    advice: 'Espera a que el cliente vuelva a escribir.',
  },
  files_off: {
    title: 'Desde este número no se envían archivos.',
    advice:
      'Escribe un texto en su lugar, o pide a un administrador que permita los archivos en los ajustes del número.',
  },
  number_disabled: {
    title: 'Este número no está conectado o está desactivado.',
    advice: 'Pide a un administrador que lo active y después envía el mensaje otra vez.',
  },
  opted_out: {
    title: 'El cliente no quiere mensajes de marketing.',
    advice: 'Envíale solo lo que haya pedido.',
  },
  paced: {
    title: 'En espera: límite de WhatsApp.',
    advice: 'WhatsApp solo acepta cierto número de mensajes a la vez. Sale por sí solo.',
  },
  held_for_quality: {
    title: 'En espera: WhatsApp comprueba la calidad de esta plantilla.',
    advice:
      'WhatsApp envía primero una plantilla nueva o pausada a algunos clientes. Después envía este mensaje, o lo descarta si las reacciones son malas.',
  },
  scheduled: { title: 'Esperando su hora.', advice: 'Se puede anular hasta entonces.' },
  upload_failed: {
    title: 'No se pudo entregar el archivo a WhatsApp.',
    advice:
      'No se ha enviado nada. Se vuelve a intentar por sí solo durante un tiempo; después, envíalo otra vez.',
  },
  whatsapp_unreachable: {
    title: 'No se pudo acceder a WhatsApp.',
    advice:
      'No se ha enviado nada. Se vuelve a intentar por sí solo durante un tiempo; después, envíalo otra vez.',
  },
  window_closed: {
    title: 'La ventana de 24 horas se cerró antes de poder enviar el mensaje.',
    advice: 'Envía una plantilla aprobada o espera a que el cliente vuelva a escribir.',
  },
  unknown: {
    title: 'WhatsApp dice:',
    advice: 'Busca el código en la lista de códigos de error de WhatsApp de Meta.',
  },
  bot_paused: {
    title: 'No enviado, porque ahora responde una persona.',
    advice: 'No hay que hacer nada. El bot podrá volver a escribir cuando se reanude.',
  },
};
