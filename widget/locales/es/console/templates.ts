import { counted } from '../../counted.ts';
import type { templates as english } from '../../en/console/templates.ts';

const say = counted('es');

export const templates: typeof english = {
  searchTemplates: 'Buscar plantillas',
  loadingTemplates: 'Cargando las plantillas…',
  noTemplates: 'Ninguna plantilla coincide.',
  refresh: 'Actualizar',
  otherTemplate: 'Otra plantilla',
  templateField: (name) => (/^\d+$/.test(name) ? `Texto para {{${name}}}` : name.replaceAll('_', ' ')),
  anyLanguage: 'Cualquier idioma',
  anyCategory: 'Cualquier categoría',
  cardNumber: (number) => `Tarjeta ${number}`,
  orLink: 'o un enlace',
  templatePart: {
    filename: 'Nombre del archivo',
    latitude: 'Latitud',
    longitude: 'Longitud',
    place_name: 'Nombre del lugar',
    place_address: 'Dirección del lugar',
    product: 'ID del producto',
    products: 'ID de productos, uno por línea',
    catalog: 'ID del catálogo',
    offer_end: 'La oferta termina',
    url_suffix: 'Final de la dirección web de',
    coupon_code: 'Código de',
    payload: 'Datos para tus sistemas cuando el cliente toca',
    flow_token: 'Token del Flow de',
    flow_data: 'Datos de la primera pantalla en JSON, de',
    thumbnail: 'ID del producto de la imagen',
  },
  optionalParts: 'Más',
  obstacle: {
    paused:
      'WhatsApp ha pausado esta plantilla por su baja calidad. Volverá a estar disponible automáticamente.',
    disabled: 'WhatsApp ha desactivado esta plantilla definitivamente. Usa otra.',
    rejected: 'WhatsApp ha rechazado esta plantilla.',
    not_approved: 'WhatsApp aún no ha aprobado esta plantilla.',
  },
  templateCategory: { MARKETING: 'Marketing', UTILITY: 'Utilidad', AUTHENTICATION: 'Autenticación' },
  templateRate: {
    MARKETING: 'Tarifa de marketing',
    UTILITY: 'Tarifa de utilidad',
    AUTHENTICATION: 'Tarifa de autenticación',
  },
  templateLifetime: (time) => `WhatsApp intenta entregarla durante ${time}`,
  optInNeeded: 'Envía marketing solo a clientes que lo hayan aceptado.',
  optInWays: 'Formas de obtener la aceptación',
  optInExamples: [
    'En tu web: una casilla en el pago, en un formulario o junto al botón de WhatsApp',
    'En el chat: pregunta y registra la respuesta en los datos del contacto',
    'Por SMS o correo electrónico',
    'Por teléfono, con un agente o un menú automático',
    'En persona, por ejemplo en un formulario firmado',
  ],
  optInSays: 'Di el nombre de tu empresa y que los mensajes llegan por WhatsApp.',
  templatesNeedAttention: (count) =>
    say(count, { one: '# plantilla requiere atención.', other: '# plantillas requieren atención.' }),
  templateTooLong: 'Con estos valores la plantilla tiene más de 1024 caracteres. Acórtalos.',
  stillEmpty: (count) =>
    say(count, { one: 'Falta un campo por rellenar.', other: 'Faltan # campos por rellenar.' }),
};
