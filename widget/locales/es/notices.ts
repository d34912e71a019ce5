import type { NoticeWords } from '../worker-texts/notices.ts';

const seeViolation =
  'Abre WhatsApp Manager para ver la infracción y cuánto dura, y para solicitar una revisión.';
const sendLess = 'Envía menos plantillas de marketing. El límite vuelve a subir con la calidad.';
const seeManager = 'Los detalles están en WhatsApp Manager.';

export const words: NoticeWords = {
  quality_flagged: {
    summary: 'La calidad del número es baja: los clientes lo bloquean o lo denuncian.',
    advice:
      'Envía menos plantillas de marketing, y solo a clientes que las hayan aceptado. Meta vuelve a revisarlo en siete días.',
  },
  quality_restored: { summary: 'La calidad del número vuelve a ser buena.' },
  quality_checked: { summary: 'Meta ha revisado la calidad del número.' },
  quality_event: { summary: 'Meta ha revisado la calidad del número ({event}).' },
  limit_lowered: { summary: 'El límite de mensajes ha bajado.', advice: sendLess },
  limit_lowered_to: { summary: 'El límite de mensajes ha bajado a {to}.', advice: sendLess },
  limit_lowered_from: { summary: 'El límite de mensajes ha bajado de {from} a {to}.', advice: sendLess },
  limit_raised: { summary: 'El límite de mensajes ha subido.' },
  limit_raised_to: { summary: 'El límite de mensajes ha subido a {to}.' },
  limit_raised_from: { summary: 'El límite de mensajes ha subido de {from} a {to}.' },
  limit_removed: { summary: 'Ya no hay límite de mensajes.' },
  limit_is: { summary: 'El límite de mensajes es {to}.' },
  throughput_raised: { summary: 'El número ya puede enviar {rate} mensajes por segundo.' },
  business_limits_changed: { summary: 'Meta ha cambiado los límites de la empresa.' },
  business_limit: { summary: 'Conversaciones que la empresa puede iniciar en 24 horas: {limit}.' },

  name_approved: { summary: 'El nombre visible «{name}» está aprobado.' },
  name_rejected: {
    summary: 'El nombre visible «{name}» no se aprobó: {reason}.',
    advice:
      'Solicita en WhatsApp Manager otro nombre que coincida con el que la empresa usa en otros sitios.',
  },

  account_rejected: {
    summary: 'Meta ha rechazado la cuenta.',
    advice: 'Mira el motivo en WhatsApp Manager y solicita allí una revisión.',
  },
  account_reviewed: { summary: 'Meta ha revisado la cuenta: {decision}.' },
  account_restored: { summary: 'La cuenta vuelve a funcionar.' },
  account_disabling: { summary: 'Meta está inhabilitando la cuenta ({state}).', advice: seeViolation },
  account_violation: { summary: 'La cuenta infringe una política: {violation}.', advice: seeViolation },
  account_restricted: { summary: 'La cuenta está restringida: {kinds}.', advice: seeViolation },
  account_restricted_somehow: {
    summary: 'La cuenta está restringida. Meta no dice cómo.',
    advice: seeViolation,
  },
  account_deleted: {
    summary: 'La cuenta se ha eliminado.',
    advice: 'No se puede enviar ni recibir nada. Conecta otra cuenta.',
  },
  account_offboarded: {
    summary:
      'El número ha dejado la API de la nube: su aplicación WhatsApp Business se pasó a otro teléfono, se reinstaló o se registró de nuevo.',
    advice:
      'Aquí no se puede enviar ni recibir nada hasta que vuelva. Deja activos los servicios conectados al registrarte en el teléfono; el número vuelve en unos minutos. Si no, conéctalo de nuevo.',
  },
  account_reconnected: {
    summary: 'El número ha vuelto a la API de la nube, junto a su aplicación WhatsApp Business.',
  },
  app_removed: {
    summary: 'La aplicación se ha quitado de la cuenta.',
    advice: 'Ya no llegan mensajes. Vuelve a conectar el número para que la aplicación reciba sus webhooks.',
  },
  account_event: { summary: 'La cuenta: {event}.' },

  template_rejected: {
    summary: 'Meta ha rechazado la plantilla «{name}» ({language}). No se puede enviar.',
    advice: 'Ábrela en Ajustes › Plantillas para ver el motivo, y edítala.',
  },
  template_paused: {
    summary: 'Meta ha puesto en pausa la plantilla «{name}» ({language}). No se puede enviar.',
    advice:
      'Los clientes la bloquean o la denuncian. Envía otra cosa hasta que Meta la reanude, o edítala en Ajustes › Plantillas.',
  },
  template_disabled: {
    summary: 'Meta ha desactivado definitivamente la plantilla «{name}» ({language}).',
    advice:
      'Los clientes la han bloqueado o denunciado repetidamente. Escribe una nueva y elimina esta en Ajustes › Plantillas.',
  },
  template_now_marketing: {
    summary:
      'Meta pasa la plantilla «{name}» ({language}) a la categoría Marketing. Se cobra como marketing.',
    advice:
      'Ya no llega a los clientes que se dieron de baja del marketing. Si no es una promoción, edítala en Ajustes › Plantillas o pide una revisión en WhatsApp Manager.',
  },
  template_now_utility: {
    summary: 'Meta pasa la plantilla «{name}» ({language}) a la categoría Utilidad. Se cobra como utilidad.',
  },
  template_now_authentication: {
    summary:
      'Meta pasa la plantilla «{name}» ({language}) a la categoría Autenticación. Se cobra como autenticación.',
  },
  template_moved: {
    summary:
      'Meta pasa la plantilla «{name}» ({language}) a la categoría {category}. Se cobra según esa categoría.',
  },

  bot_hook_failing: {
    summary: 'El webhook del bot «{name}» ha fallado tres veces seguidas. Responde la alternativa.',
    advice: 'En Ajustes › Automatización, mira en Webhook del bot por qué falla y pruébalo allí.',
  },
  assistant_budget_day: {
    summary: 'El asistente ha usado el 80 % de su presupuesto de hoy.',
    advice: 'Cuando se agote, responde el equipo. Cámbialo en Ajustes › Asistente.',
  },
  assistant_budget_month: {
    summary: 'El asistente ha usado el 80 % de su presupuesto de este mes.',
    advice: 'Cuando se agote, responde el equipo. Cámbialo en Ajustes › Asistente.',
  },
  free_messages_nearly_used: {
    summary: 'El número ha usado el 80 % de los 1.000 mensajes de servicio gratis de este mes.',
    advice:
      'WhatsApp cobra los siguientes. Sin un método de pago en Meta, no se entregan: añade uno en WhatsApp Manager.',
  },

  meta_alert: { summary: '{description}', advice: seeManager },
  meta_alert_kind: { summary: 'Meta avisa: {kind}.', advice: seeManager },
  pin_event: {
    summary: 'El PIN del número: {event}.',
    advice: 'Si no fue nadie de tu equipo, revisa en Meta Business Suite quién puede administrar la cuenta.',
  },
};
