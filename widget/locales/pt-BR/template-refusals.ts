import type { RefusalWords } from '../worker-texts/template-refusals.ts';

export const words: RefusalWords = {
  name_exists: {
    summary: 'Já existe um modelo com este nome neste idioma.',
    advice: 'Edite esse modelo ou escolha outro nome.',
  },
  name_deleted: {
    summary: 'Um modelo com este nome foi excluído, e a Meta bloqueia o nome por até 30 dias.',
    advice: 'Escolha outro nome.',
  },
  account_full: {
    summary: 'Esta conta tem tantos modelos quanto a Meta permite.',
    advice: 'Exclua os que você não usa. Uma empresa verificada pode ter mais.',
  },
  too_long: { summary: 'Um texto é longo demais para a Meta.', advice: 'Encurte-o.' },
  header: { summary: 'A Meta não aceita o cabeçalho.', advice: 'Confira o texto e o exemplo dele.' },
  body: { summary: 'A Meta não aceita a mensagem.', advice: 'Confira as variáveis e os exemplos.' },
  footer: { summary: 'A Meta não aceita o rodapé.', advice: 'Remova variáveis, emojis e quebras de linha.' },
  few_words: {
    summary: 'A mensagem tem poucas palavras para as variáveis.',
    advice: 'Escreva mais texto ou use menos variáveis.',
  },
  edge_variable: {
    summary: 'A mensagem começa ou termina com uma variável.',
    advice: 'Escreva algumas palavras antes da primeira e depois da última variável. Pontuação não conta.',
  },
  variable_order: {
    summary: 'As variáveis não estão numeradas a partir de 1 sem saltos.',
    advice: 'Numere-as de novo.',
  },
  example_missing: { summary: 'Falta um exemplo.', advice: 'Digite um exemplo para cada variável.' },
  file_missing: {
    summary: 'Falta o arquivo de exemplo, ou a Meta não o tem mais.',
    advice: 'Envie o arquivo de novo.',
  },
  url: { summary: 'A Meta não aceita o endereço de um botão.', advice: 'Confira o endereço.' },
  whatsapp_link: {
    summary: 'A Meta não aceita links para o WhatsApp em um botão.',
    advice: 'Use uma resposta rápida ou um botão de ligação.',
  },
  phone: { summary: 'A Meta não aceita o telefone de um botão.', advice: 'Escreva-o com o código do país.' },
  not_editable: {
    summary: 'A Meta não aceita alterações agora.',
    advice:
      'Um modelo em análise não pode ser editado. Um aprovado pode ser editado uma vez por dia e dez vezes em 30 dias.',
  },
  sample: {
    summary: 'Este é um dos exemplos da Meta, que não podem ser editados nem excluídos.',
    advice: 'Crie seu próprio modelo.',
  },
  business_unverified: {
    summary: 'A Meta só aceita modelos de autenticação de empresas verificadas.',
    advice: 'Verifique sua empresa no Meta Business Suite.',
  },
  not_created: {
    summary: 'A Meta não conseguiu criar o modelo.',
    advice: 'Escreva de outra forma ou tente mais tarde.',
  },
  no_permission: {
    summary: 'O token de acesso não pode gerenciar modelos.',
    advice: 'Dê ao usuário do sistema a permissão whatsapp_business_management para esta conta.',
  },
  too_many_requests: {
    summary: 'Houve solicitações demais para esta conta.',
    advice: 'Espere uma hora e tente de novo.',
  },
  policy: {
    summary: 'A Meta bloqueou isso para esta conta.',
    advice: 'Pergunte ao suporte para empresas da Meta.',
  },
  gone: { summary: 'A Meta não tem mais este modelo.', advice: 'Carregue a lista de novo.' },
};
