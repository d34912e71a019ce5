import { counted } from '../../counted.ts';
import type { templates as english } from '../../en/console/templates.ts';

const say = counted('pt-BR');

export const templates: typeof english = {
  searchTemplates: 'Pesquisar modelos',
  loadingTemplates: 'Carregando os modelos…',
  noTemplates: 'Nenhum modelo corresponde.',
  refresh: 'Atualizar',
  otherTemplate: 'Outro modelo',
  templateField: (name) => (/^\d+$/.test(name) ? `Texto para {{${name}}}` : name.replaceAll('_', ' ')),
  anyLanguage: 'Qualquer idioma',
  anyCategory: 'Qualquer categoria',
  cardNumber: (number) => `Cartão ${number}`,
  orLink: 'ou um link',
  templatePart: {
    filename: 'Nome do arquivo',
    latitude: 'Latitude',
    longitude: 'Longitude',
    place_name: 'Nome do lugar',
    place_address: 'Endereço do lugar',
    product: 'ID do produto',
    products: 'IDs de produtos, um por linha',
    catalog: 'ID do catálogo',
    offer_end: 'Fim da oferta',
    url_suffix: 'Final do endereço web de',
    coupon_code: 'Código de',
    payload: 'Dados para os seus sistemas quando o cliente toca',
    thumbnail: 'ID do produto da imagem',
  },
  optionalParts: 'Mais',
  obstacle: {
    paused:
      'O WhatsApp pausou este modelo por causa da baixa qualidade. Ele volta a ficar disponível automaticamente.',
    disabled: 'O WhatsApp desativou este modelo de vez. Use outro.',
    rejected: 'O WhatsApp rejeitou este modelo.',
    not_approved: 'O WhatsApp ainda não aprovou este modelo.',
  },
  templateTooLong: 'Com estes valores, o modelo tem mais de 1.024 caracteres. Encurte-os.',
  stillEmpty: (count) =>
    say(count, { one: 'Um campo ainda está vazio.', other: '# campos ainda estão vazios.' }),
};
