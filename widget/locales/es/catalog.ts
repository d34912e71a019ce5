import type { CatalogWords } from '../catalog.ts';
import { counted } from '../counted.ts';

const say = counted('es');

export const words: CatalogWords = {
  hint: 'Los agentes pueden enviar estos productos, y los pedidos los muestran. Se editan en Commerce Manager de Meta.',
  productCount: (count) => say(count, { one: '# producto', other: '# productos' }),
  isPartial: (count) => `El catálogo tiene más. Aquí están los primeros ${count}.`,
  readAt: (time) => `Leído de Meta: ${time}`,
  refreshed: 'Al día.',
  openManager: 'Abrir WhatsApp Manager',
  openCommerce: 'Abrir Commerce Manager',
  isVisible: 'Mostrar el catálogo en los chats',
  isVisibleHint: 'Los clientes lo ven en tu perfil de empresa y encima del chat.',
  isCartEnabled: 'Permitir pedidos',
  isCartEnabledHint: 'Los clientes añaden productos a un carrito y te lo envían como pedido.',
  noProducts: 'Aún no hay productos. Añádelos en Commerce Manager y después actualiza.',
  search: 'Buscar por nombre o ID',
  noneFound: 'No se han encontrado productos.',
  more: 'Mostrar más',
  availability: {
    'in stock': 'En stock',
    'out of stock': 'Agotado',
    preorder: 'Reserva anticipada',
    'available for order': 'Disponible por encargo',
    discontinued: 'Descatalogado',
  },
  obstacle: { hidden: 'Oculto para los clientes', not_approved: 'No aprobado por Meta' },

  kinds: { product: 'Un producto', list: 'Lista', cards: 'Tarjetas', catalog: 'Catálogo completo' },
  kind: 'Tipo de mensaje',
  chooseProduct: 'Elegir un producto',
  changeProduct: 'Elegir otro',
  chooseProducts: 'Elegir productos',
  addProducts: 'Añadir productos',
  add: (count) => say(count, { one: 'Añadir # producto', other: 'Añadir # productos' }),
  chosen: (count, max) => `${count} de ${max} seleccionados`,
  remove: (name) => `Quitar ${name}`,
  headerText: 'Encabezado',
  optionalText: 'Texto (opcional)',
  thumbnail: 'Producto para la imagen (opcional)',
  thumbnailHint: 'Si no, WhatsApp muestra el primer producto del catálogo.',
  needsProduct: 'Elige un producto.',
  needsProducts: 'Elige al menos un producto.',
  needsCards: (min, max) => `Elige de ${min} a ${max} productos.`,
  tooManyProducts: (max) => `Una lista puede tener hasta ${max} productos.`,
};
