import { counted } from '../../counted.ts';
import type { content as english } from '../../en/console/content.ts';

const say = counted('pt-BR');

export const content: typeof english = {
  cameFrom: (headline) => `Veio de: ${headline}`,
  anAd: 'um anúncio',
  aPost: 'uma publicação',
  showMore: 'Mostrar mais',
  location: 'Localização',
  contact: 'Contato',
  openPhoto: 'Abrir a foto',
  fetchingFile: 'Baixando o arquivo…',
  play: 'Reproduzir',
  pause: 'Pausar',
  position: 'Posição',
  speed: (rate) => `Velocidade ${rate}×`,
  openMap: 'Abrir em um mapa',
  startChat: (phone) => `Iniciar uma conversa com ${phone}`,
  saveContact: 'Salvar como vCard',
  total: 'Total',
  chose: 'Escolheu',
  products: (count) => say(count, { one: '# produto', other: '# produtos' }),
  product: (id) => `Produto ${id}`,
  catalog: 'Catálogo',
  productButton: { product: 'Ver', list: 'Ver itens', catalog: 'Ver catálogo' },
  cards: (count) => say(count, { one: '# cartão', other: '# cartões' }),
  addressRequest: 'Pedido de endereço',
};
