import type { CatalogWords } from '../catalog.ts';
import { counted } from '../counted.ts';

const say = counted('pt-BR');

export const words: CatalogWords = {
  hint: 'Os agentes podem enviar estes produtos, e os pedidos mostram eles. A edição é feita no Gerenciador de Comércio da Meta.',
  productCount: (count) => say(count, { one: '# produto', other: '# produtos' }),
  isPartial: (count) => `O catálogo tem mais. Aqui estão os primeiros ${count}.`,
  readAt: (time) => `Lido da Meta: ${time}`,
  refreshed: 'Atualizado.',
  openManager: 'Abrir o Gerenciador do WhatsApp',
  openCommerce: 'Abrir o Gerenciador de Comércio',
  isVisible: 'Mostrar o catálogo nas conversas',
  isVisibleHint: 'Os clientes veem no perfil da empresa e acima da conversa.',
  isCartEnabled: 'Permitir pedidos',
  isCartEnabledHint: 'Os clientes colocam produtos em um carrinho e enviam como pedido.',
  noProducts: 'Ainda não há produtos. Adicione no Gerenciador de Comércio e depois atualize.',
  search: 'Buscar por nome ou ID',
  noneFound: 'Nenhum produto encontrado.',
  more: 'Mostrar mais',
  availability: {
    'in stock': 'Em estoque',
    'out of stock': 'Esgotado',
    preorder: 'Pré-venda',
    'available for order': 'Disponível sob encomenda',
    discontinued: 'Fora de linha',
  },
  obstacle: { hidden: 'Oculto para os clientes', not_approved: 'Não aprovado pela Meta' },

  kinds: { product: 'Um produto', list: 'Lista', cards: 'Cartões', catalog: 'Catálogo completo' },
  kind: 'Tipo de mensagem',
  chooseProduct: 'Escolher um produto',
  changeProduct: 'Escolher outro',
  chooseProducts: 'Escolher produtos',
  addProducts: 'Adicionar produtos',
  add: (count) => say(count, { one: 'Adicionar # produto', other: 'Adicionar # produtos' }),
  chosen: (count, max) => `${count} de ${max} selecionados`,
  remove: (name) => `Remover ${name}`,
  headerText: 'Cabeçalho',
  optionalText: 'Texto (opcional)',
  thumbnail: 'Produto para a imagem (opcional)',
  thumbnailHint: 'Senão, o WhatsApp mostra o primeiro produto do catálogo.',
  needsProduct: 'Escolha um produto.',
  needsProducts: 'Escolha pelo menos um produto.',
  needsCards: (min, max) => `Escolha de ${min} a ${max} produtos.`,
  tooManyProducts: (max) => `Uma lista pode ter até ${max} produtos.`,
};
