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
    flow_token: 'Token do Flow de',
    flow_data: 'Dados da primeira tela em JSON, de',
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
  templateCategory: { MARKETING: 'Marketing', UTILITY: 'Utilidade', AUTHENTICATION: 'Autenticação' },
  templateRate: {
    MARKETING: 'Tarifa de marketing',
    UTILITY: 'Tarifa de utilidade',
    AUTHENTICATION: 'Tarifa de autenticação',
  },
  templateLifetime: (time) => `O WhatsApp tenta entregar por ${time}`,
  optInNeeded: 'Envie marketing só a clientes que aceitaram.',
  optInWays: 'Formas de obter o aceite',
  optInExamples: [
    'No seu site: uma caixa de seleção no pagamento, em um formulário ou ao lado do botão do WhatsApp',
    'Na conversa: pergunte e registre a resposta nos dados do contato',
    'Por SMS ou e-mail',
    'Por telefone, com um atendente ou um menu automático',
    'Pessoalmente, por exemplo em um formulário assinado',
  ],
  optInSays: 'Diga o nome da sua empresa e que as mensagens chegam pelo WhatsApp.',
  templatesNeedAttention: (count) =>
    say(count, { one: '# modelo requer atenção.', other: '# modelos requerem atenção.' }),
  templateTooLong: 'Com estes valores, o modelo tem mais de 1.024 caracteres. Encurte-os.',
  stillEmpty: (count) =>
    say(count, { one: 'Um campo ainda está vazio.', other: '# campos ainda estão vazios.' }),
};
