import type { HealthWords } from '../worker-texts/health.ts';

const newToken =
  'En Meta Business Suite, abre Configuración → Usuarios del sistema, genera un token para tu aplicación con whatsapp_business_management y whatsapp_business_messaging y sin caducidad, e introdúcelo en la conexión de este número.';
const signatureWrong =
  'Un webhook de este número llegó firmado con la clave secreta de otra aplicación. Claves probadas: {tried}.';
const notHere =
  'El problema está en este Worker, no en Meta. Mira su registro con npx wrangler tail y vuelve a desplegarlo.';
const callbackFix =
  'Vuelve a conectar el número: así se configura la dirección. O pega {url} con el verify token en WhatsApp → Configuration → Callback URL, en Meta.';
const fieldsFix = 'Suscríbete a ellos en Meta: tu aplicación → WhatsApp → Configuration → Webhook fields.';
const newGraphVersion =
  'Pon GRAPH_VERSION en {current} en wrangler.toml, despliega y repite la comprobación.';
const nameFix =
  'Solicita otro nombre en WhatsApp Manager → Números de teléfono. Sin un nombre aprobado, los mensajes pueden ser rechazados (131037).';
const qualityFix =
  'Los clientes bloquean o denuncian el número. Envía menos plantillas de marketing, y solo a clientes que las hayan aceptado.';
const limit = {
  one: 'Entre todos los números de la empresa podéis escribir primero a {limit} clientes en 24 horas. De momento, a {count}.',
  other:
    'Entre todos los números de la empresa podéis escribir primero a {limit} clientes en 24 horas. De momento, a {count}.',
};
const waiting = {
  one: 'Hay {count} mensaje en espera de envío.',
  other: 'Hay {count} mensajes en espera de envío.',
};

const databaseSize = 'La base de datos ocupa {gigabytes} GB de un máximo de 10 GB.';
const growing = {
  one: 'La base de datos ocupa {gigabytes} GB de un máximo de 10 GB. Al ritmo actual se llenará en {count} mes.',
  other:
    'La base de datos ocupa {gigabytes} GB de un máximo de 10 GB. Al ritmo actual se llenará en {count} meses.',
};
const makeRoom =
  'Haz que se borren los mensajes antiguos en Ajustes › Conservación y exportación antes de que se llene la base de datos. Después no se puede guardar nada más.';

export const words: HealthWords = {
  not_checked: { summary: 'Aún no se ha comprobado con Meta.', advice: 'Elige «Comprobar ahora».' },
  check_failed: {
    summary: 'Meta no ha respondido: {problem}',
    advice:
      'Revisa el token de acceso y sus permisos (whatsapp_business_management, whatsapp_business_messaging) y elige «Comprobar ahora».',
  },

  webhooks_received: { summary: 'Los webhooks de este número llegan.' },
  webhooks_never: {
    summary: 'Meta nunca ha enviado un webhook de este número.',
    advice:
      'Escribe al número desde un teléfono. Si no llega nada, revisa las filas de abajo. Si usas tu propio dominio, revisa también su firewall: Meta no debe recibir 403, 418 ni 428. Deja pasar {path} con una regla WAF que lo omita todo y desactiva Bot Fight Mode, que ninguna regla puede omitir. O usa la dirección workers.dev.',
  },
  app_secret_missing: {
    summary: 'No hay clave secreta de la aplicación para verificar los webhooks, así que se rechazan todos.',
    advice:
      'Introduce la clave secreta de tu aplicación de Meta (App settings → Basic) en la conexión de este número, o define META_APP_SECRET.',
  },
  signatures_valid: { summary: 'No se ha rechazado ningún webhook de este número.' },
  signature_missing: { summary: 'Se rechazó un webhook sin firma. No venía de Meta.' },
  signature_wrong: {
    summary: signatureWrong,
    advice:
      'En Meta, abre la aplicación que envía estos webhooks, copia su clave secreta de App settings → Basic e introdúcela en la conexión de este número. Meta reenvía los webhooks rechazados hasta siete días.',
  },
  signature_wrong_earlier: {
    summary: signatureWrong,
    advice:
      'Desde entonces han llegado webhooks válidos. Si vuelve a pasar, otra de tus aplicaciones también envía webhooks a esta dirección.',
  },
  self_test_passed: { summary: 'Un webhook de prueba firmado se guardó bien.' },
  self_test_failed: {
    summary: 'Un webhook de prueba firmado no se guardó: {problem}.',
    advice: notHere,
  },
  self_test_lost: { summary: 'Un webhook de prueba firmado no llegó.', advice: notHere },

  token_rejected: {
    summary: 'Meta rechaza el token de acceso. No se envía nada; los mensajes siguen en cola.',
    advice: newToken,
  },
  token_cannot_send: {
    summary:
      'Al token de acceso le falta el permiso whatsapp_business_messaging: no se puede enviar ningún mensaje.',
    advice: newToken,
  },
  token_cannot_manage: {
    summary:
      'Al token de acceso le falta el permiso whatsapp_business_management: no se pueden leer plantillas ni ajustes.',
    advice: newToken,
  },
  token_valid: { summary: 'El token de acceso es válido y no caduca.' },
  token_expires: { summary: 'El token de acceso es válido hasta su fecha de caducidad.' },
  token_expires_soon: { summary: 'El token de acceso caduca pronto.', advice: newToken },

  graph_version_current: { summary: 'Se usa la API Graph {version}.' },
  graph_version_until: { summary: 'Se usa la API Graph {version}. Meta la retira el {day}.' },
  graph_version_ends_soon: {
    summary: 'Meta retira la API Graph {version} el {day}.',
    advice: newGraphVersion,
  },
  graph_version_ended: { summary: 'Meta ha retirado la API Graph {version}.', advice: newGraphVersion },

  app_subscribed: { summary: 'Tu aplicación recibe los webhooks de la cuenta de WhatsApp.' },
  app_not_subscribed: {
    summary: 'Tu aplicación no recibe los webhooks de la cuenta de WhatsApp.',
    advice:
      'Vuelve a conectar el número: así se suscribe la aplicación. O envía tú POST /WABA_ID/subscribed_apps con el token de acceso.',
  },
  callback_correct: { summary: 'Meta envía los webhooks a {url}.' },
  callback_unknown: { summary: 'Meta no dice adónde envía los webhooks.', advice: callbackFix },
  callback_elsewhere: { summary: 'Meta envía los webhooks a {actual}, no a {url}.', advice: callbackFix },

  fields_unknown: {
    summary:
      'Los campos de webhook suscritos solo se pueden consultar con la clave secreta de la aplicación.',
    advice:
      'Introduce la clave secreta de la aplicación en la conexión de este número y elige «Comprobar ahora».',
  },
  fields_required_missing: {
    summary: 'No llega ningún mensaje, porque falta la suscripción al campo de webhook {fields}.',
    advice: fieldsFix,
  },
  fields_useful_missing: {
    summary: 'Los mensajes llegan. Falta la suscripción a estos campos de webhook: {fields}.',
    advice: fieldsFix,
  },
  fields_elsewhere: {
    summary:
      'Los mensajes llegan aquí, pero el callback de la aplicación es {actual}. Meta envía allí todo lo de la cuenta: las bajas de marketing que los clientes eligen en WhatsApp (user_preferences) y los cambios de plantillas, calidad y cuenta.',
    advice:
      'Haz que ese sistema reenvíe estos webhooks a {url} sin cambios. O pon {url} como callback de la aplicación en WhatsApp → Configuration, en Meta.',
  },
  fields_subscribed: { summary: 'Todos los campos de webhook necesarios están suscritos.' },

  number_registered: { summary: 'El número está registrado en la API de la nube.' },
  number_not_registered: {
    summary: 'El número no está registrado en la API de la nube ({platform}).',
    advice:
      'Vuelve a conectarlo e introduce su PIN de seis dígitos: así se registra. Si lo tiene otro proveedor, primero debe liberarlo.',
  },
  number_connected: { summary: 'El número está conectado en Meta.' },
  number_status: {
    summary: 'Estado del número en Meta: {status}.',
    advice: 'Abre WhatsApp Manager → Números de teléfono para ver el motivo y cómo resolverlo.',
  },
  name_shown: { summary: 'Los clientes ven «{name}».' },
  name_missing: { summary: 'Los clientes ven el número, porque no tiene nombre visible.' },
  name_declined: { summary: 'Meta ha rechazado el nombre visible «{name}».', advice: nameFix },
  name_expired: { summary: 'La aprobación del nombre visible «{name}» ha caducado.', advice: nameFix },
  name_in_review: {
    summary: 'Meta está revisando el nombre visible «{name}».',
    advice: 'Espera; tarda hasta dos días. Mientras tanto, los clientes pueden ver solo el número.',
  },
  quality_low: { summary: 'La calidad es baja.', advice: qualityFix },
  quality_medium: { summary: 'La calidad es media.', advice: qualityFix },
  quality_high: { summary: 'La calidad es alta.' },
  quality_none: { summary: 'Aún no hay calificación de calidad: se han enviado pocos mensajes.' },
  limit_none: {
    summary: {
      one: 'No hay límite. En las últimas 24 horas has escrito primero a {count} cliente.',
      other: 'No hay límite. En las últimas 24 horas has escrito primero a {count} clientes.',
    },
  },
  limit_unknown: {
    summary: {
      one: 'Meta no indica ningún límite. En las últimas 24 horas has escrito primero a {count} cliente.',
      other: 'Meta no indica ningún límite. En las últimas 24 horas has escrito primero a {count} clientes.',
    },
  },
  limit_open: { summary: limit },
  limit_near: {
    summary: limit,
    advice:
      'Espera antes de escribir a más clientes. Las respuestas no cuentan. Meta sube el límite automáticamente con el uso y la calidad.',
  },
  throughput_none: {
    summary: 'El número aún no puede enviar, porque no está registrado.',
    advice: 'Vuelve a conectarlo con su PIN de seis dígitos.',
  },
  throughput: { summary: 'Hasta {rate} mensajes por segundo.' },
  phone_app_used: {
    summary:
      'El número también se usa en la aplicación WhatsApp Business. Lo que se escribe allí aparece aquí. Se pueden enviar hasta 20 mensajes por segundo.',
  },
  phone_app_unused: { summary: 'El número no se usa en la aplicación WhatsApp Business.' },
  account_approved: { summary: 'Meta ha aprobado la cuenta de WhatsApp.' },
  account_not_approved: {
    summary: 'Revisión de la cuenta de WhatsApp por Meta: {status}.',
    advice: 'Abre WhatsApp Manager → Resumen de la cuenta para ver qué falta.',
  },

  queue_empty: { summary: 'No hay mensajes en espera.' },
  queue_short: { summary: waiting },
  queue_long: {
    summary: waiting,
    advice: 'Abre una conversación con un mensaje en cola para ver a qué espera.',
  },
  failures_none: { summary: 'Ningún mensaje ha fallado en los últimos siete días.' },
  failures: {
    summary: 'Fallos de los últimos siete días:\n{reasons}',
    advice: 'En la conversación, cada mensaje fallido indica qué hacer y si se puede volver a enviar.',
  },
  events_read: { summary: 'Se han podido leer todos los eventos.' },
  events_unread: {
    summary: {
      one: '{count} evento no se ha podido leer o guardar. Está en «Eventos sin procesar», con el motivo.',
      other:
        '{count} eventos no se han podido leer o guardar. Están en «Eventos sin procesar», con el motivo.',
    },
    advice: 'Actualiza el software y vuelve a procesarlos. Si alguno sigue fallando, repórtalo.',
  },
  unrouted_none: { summary: 'No llegan webhooks de números sin conectar.' },
  unrouted: {
    summary: {
      one: 'Llegan webhooks de {count} número que no está conectado, está desactivado o es de otra aplicación. Nadie los contesta.',
      other:
        'Llegan webhooks de {count} números que no están conectados, están desactivados o son de otra aplicación. Nadie los contesta.',
    },
    advice: 'Conecta el número o cancela su suscripción en Meta. GET /api/unrouted los enumera.',
  },
  files_stored: { summary: 'Los archivos se guardan en tu bucket.' },
  files_not_stored: {
    summary: 'Los archivos no se guardan aquí. WhatsApp los borra a los pocos días.',
    advice: 'Activa R2 en tu cuenta de Cloudflare y ejecuta npm run deploy.',
  },
  database_small: { summary: databaseSize },
  database_growing: { summary: growing },
  database_large: {
    summary: databaseSize,
    advice:
      'En el plan gratuito de Cloudflare, todos los números juntos pueden guardar 5 GB. Si es tu caso, pasa al plan de pago o borra mensajes antiguos en Ajustes › Conservación y exportación.',
  },
  database_filling: { summary: growing, advice: makeRoom },
  database_almost_full: { summary: databaseSize, advice: makeRoom },
  archive_waits: {
    summary:
      'Todos los mensajes están en la base de datos. Cuando pase de 6 GB, el contenido de los que tengan más de 90 días pasará a tu bucket.',
  },
  archive_used: {
    summary: 'Mensajes antiguos cuyo contenido está en tu bucket: {count}. Se leen desde allí.',
  },
  archive_without_bucket: {
    summary:
      'Sin un bucket, todos los mensajes se quedan en la base de datos. Será importante cuando pase de 6 GB.',
    advice: 'Activa R2 en tu cuenta de Cloudflare y ejecuta npm run deploy.',
  },
  archive_wanted: {
    summary: 'La base de datos pasa de 6 GB y no hay ningún bucket para los mensajes antiguos.',
    advice: 'Activa R2 en tu cuenta de Cloudflare y ejecuta npm run deploy.',
  },
  archive_lost: {
    summary: 'Ficheros del archivo que faltan en tu bucket: {count}. Sus mensajes se muestran sin contenido.',
    advice: 'Restaura los ficheros, o conecta el bucket que los tiene, y ejecuta npm run deploy.',
  },
};
