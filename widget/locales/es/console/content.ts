import { counted } from '../../counted.ts';
import type { content as english } from '../../en/console/content.ts';

const say = counted('es');

export const content: typeof english = {
  cameFrom: (headline) => `Llegó desde: ${headline}`,
  anAd: 'un anuncio',
  aPost: 'una publicación',
  showMore: 'Mostrar más',
  location: 'Ubicación',
  contact: 'Contacto',
  openPhoto: 'Abrir la foto',
  fetchingFile: 'Descargando el archivo…',
  play: 'Reproducir',
  pause: 'Pausar',
  position: 'Posición',
  speed: (rate) => `Velocidad ${rate}×`,
  openMap: 'Abrir en un mapa',
  startChat: (phone) => `Iniciar un chat con ${phone}`,
  saveContact: 'Guardar como vCard',
  total: 'Total',
  chose: 'Eligió',
  products: (count) => say(count, { one: '# producto', other: '# productos' }),
  product: (id) => `Producto ${id}`,
  catalog: 'Catálogo',
  productButton: { product: 'Ver', list: 'Ver artículos', catalog: 'Ver catálogo' },
  cards: (count) => say(count, { one: '# tarjeta', other: '# tarjetas' }),
  addressRequest: 'Solicitud de dirección',
};
