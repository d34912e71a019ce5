import type { HealthWords } from '../worker-texts/health.ts';

const newToken =
  'No Meta Business Suite, abra Configurações → Usuários do sistema, gere um token para o seu aplicativo com whatsapp_business_management e whatsapp_business_messaging, sem validade, e informe-o na conexão deste número.';
const signatureWrong =
  'Um webhook deste número veio assinado com a chave secreta de outro aplicativo. Chaves testadas: {tried}.';
const notHere =
  'O problema está neste Worker, não na Meta. Veja o log com npx wrangler tail e faça o deploy de novo.';
const callbackFix =
  'Conecte o número de novo, o que define o endereço. Ou cole {url} com o verify token em WhatsApp → Configuration → Callback URL, na Meta.';
const fieldsFix = 'Inscreva-se neles na Meta: seu aplicativo → WhatsApp → Configuration → Webhook fields.';
const newGraphVersion =
  'Defina GRAPH_VERSION como {current} no wrangler.toml, faça o deploy e verifique de novo.';
const nameFix =
  'Solicite outro nome em WhatsApp Manager → Números de telefone. Sem um nome aprovado, as mensagens podem ser recusadas (131037).';
const qualityFix =
  'Clientes bloqueiam ou denunciam o número. Envie menos modelos de marketing, e só para clientes que aceitaram.';
const limit = {
  one: 'Todos os números da empresa juntos podem escrever primeiro para {limit} clientes em 24 horas. Até agora, {count}.',
  other:
    'Todos os números da empresa juntos podem escrever primeiro para {limit} clientes em 24 horas. Até agora, {count}.',
};
const waiting = {
  one: '{count} mensagem aguarda envio.',
  other: '{count} mensagens aguardam envio.',
};

const databaseSize = 'O banco de dados ocupa {gigabytes} GB de no máximo 10 GB.';
const growing = {
  one: 'O banco de dados ocupa {gigabytes} GB de no máximo 10 GB. No ritmo atual, ficará cheio em {count} mês.',
  other:
    'O banco de dados ocupa {gigabytes} GB de no máximo 10 GB. No ritmo atual, ficará cheio em {count} meses.',
};
const makeRoom =
  'Ative a exclusão de mensagens antigas em Configurações › Retenção e exportação antes que o banco de dados fique cheio. Depois disso, nada mais pode ser salvo.';

export const words: HealthWords = {
  not_checked: { summary: 'Ainda não verificado com a Meta.', advice: 'Escolha “Verificar agora”.' },
  check_failed: {
    summary: 'A Meta não respondeu: {problem}',
    advice:
      'Confira o token de acesso e as permissões dele (whatsapp_business_management, whatsapp_business_messaging) e escolha “Verificar agora”.',
  },

  webhooks_received: { summary: 'Os webhooks deste número estão chegando.' },
  webhooks_never: {
    summary: 'A Meta nunca enviou um webhook deste número.',
    advice:
      'Envie uma mensagem para o número de um celular. Se nada chegar, veja as linhas abaixo. Se você usa um domínio próprio, confira também o firewall: a Meta não pode receber 403, 418 nem 428. Libere {path} com uma regra de WAF que ignore tudo e desative o Bot Fight Mode, que nenhuma regra ignora. Ou use o endereço workers.dev.',
  },
  app_secret_missing: {
    summary: 'Não há chave secreta do aplicativo para verificar os webhooks, por isso todos são rejeitados.',
    advice:
      'Informe a chave secreta do seu aplicativo da Meta (App settings → Basic) na conexão deste número, ou defina META_APP_SECRET.',
  },
  signatures_valid: { summary: 'Nenhum webhook deste número foi rejeitado.' },
  signature_missing: { summary: 'Um webhook sem assinatura foi rejeitado. Ele não veio da Meta.' },
  signature_wrong: {
    summary: signatureWrong,
    advice:
      'Na Meta, abra o aplicativo que envia estes webhooks, copie a chave secreta dele em App settings → Basic e informe-a na conexão deste número. A Meta reenvia webhooks rejeitados por até sete dias.',
  },
  signature_wrong_earlier: {
    summary: signatureWrong,
    advice:
      'Desde então chegaram webhooks válidos. Se acontecer de novo, outro aplicativo seu também envia webhooks para este endereço.',
  },
  self_test_passed: { summary: 'Um webhook de teste assinado foi salvo.' },
  self_test_failed: {
    summary: 'Um webhook de teste assinado não foi salvo: {problem}.',
    advice: notHere,
  },
  self_test_lost: { summary: 'Um webhook de teste assinado não chegou.', advice: notHere },

  token_rejected: {
    summary: 'A Meta recusa o token de acesso. Nada é enviado; as mensagens continuam na fila.',
    advice: newToken,
  },
  token_cannot_send: {
    summary:
      'Falta ao token de acesso a permissão whatsapp_business_messaging: nenhuma mensagem pode ser enviada.',
    advice: newToken,
  },
  token_cannot_manage: {
    summary:
      'Falta ao token de acesso a permissão whatsapp_business_management: modelos e configurações não podem ser lidos.',
    advice: newToken,
  },
  token_valid: { summary: 'O token de acesso é válido e não expira.' },
  token_expires: { summary: 'O token de acesso é válido até a data de expiração.' },
  token_expires_soon: { summary: 'O token de acesso expira em breve.', advice: newToken },

  graph_version_current: { summary: 'A API Graph {version} está em uso.' },
  graph_version_until: { summary: 'A API Graph {version} está em uso. A Meta a encerra em {day}.' },
  graph_version_ends_soon: {
    summary: 'A Meta encerra a API Graph {version} em {day}.',
    advice: newGraphVersion,
  },
  graph_version_ended: { summary: 'A Meta encerrou a API Graph {version}.', advice: newGraphVersion },

  app_subscribed: { summary: 'Seu aplicativo recebe os webhooks da conta do WhatsApp.' },
  app_not_subscribed: {
    summary: 'Seu aplicativo não recebe os webhooks da conta do WhatsApp.',
    advice:
      'Conecte o número de novo, o que inscreve o aplicativo. Ou envie você mesmo POST /WABA_ID/subscribed_apps com o token de acesso.',
  },
  callback_correct: { summary: 'A Meta envia os webhooks para {url}.' },
  callback_unknown: { summary: 'A Meta não diz para onde envia os webhooks.', advice: callbackFix },
  callback_elsewhere: {
    summary: 'A Meta envia os webhooks para {actual}, não para {url}.',
    advice: callbackFix,
  },

  fields_unknown: {
    summary: 'Os campos de webhook inscritos só podem ser lidos com a chave secreta do aplicativo.',
    advice: 'Informe a chave secreta do aplicativo na conexão deste número e escolha “Verificar agora”.',
  },
  fields_required_missing: {
    summary: 'Nenhuma mensagem chega, porque o campo de webhook {fields} não está inscrito.',
    advice: fieldsFix,
  },
  fields_useful_missing: {
    summary: 'As mensagens chegam. Estes campos de webhook não estão inscritos: {fields}.',
    advice: fieldsFix,
  },
  fields_elsewhere: {
    summary:
      'As mensagens chegam aqui, mas o callback do aplicativo é {actual}. A Meta envia para lá tudo sobre a conta: os cancelamentos de marketing que os clientes escolhem no WhatsApp (user_preferences) e mudanças de modelos, qualidade e conta.',
    advice:
      'Faça esse sistema encaminhar estes webhooks para {url} sem alterações. Ou defina {url} como callback do aplicativo em WhatsApp → Configuration, na Meta.',
  },
  fields_subscribed: { summary: 'Todos os campos de webhook usados estão inscritos.' },

  number_registered: { summary: 'O número está registrado na API de Nuvem.' },
  number_not_registered: {
    summary: 'O número não está registrado na API de Nuvem ({platform}).',
    advice:
      'Conecte-o de novo e informe o PIN de seis dígitos, o que o registra. Se ele estiver com outro provedor, precisa ser liberado lá antes.',
  },
  number_connected: { summary: 'O número está conectado na Meta.' },
  number_status: {
    summary: 'Status do número na Meta: {status}.',
    advice: 'Abra WhatsApp Manager → Números de telefone para ver o motivo e como resolver.',
  },
  name_shown: { summary: 'Os clientes veem “{name}”.' },
  name_missing: { summary: 'Os clientes veem o número, porque ele não tem nome de exibição.' },
  name_declined: { summary: 'A Meta recusou o nome de exibição “{name}”.', advice: nameFix },
  name_expired: { summary: 'A aprovação do nome de exibição “{name}” expirou.', advice: nameFix },
  name_in_review: {
    summary: 'A Meta está analisando o nome de exibição “{name}”.',
    advice: 'Aguarde; leva até dois dias. Até lá, os clientes podem ver só o número.',
  },
  quality_low: { summary: 'A classificação de qualidade é baixa.', advice: qualityFix },
  quality_medium: { summary: 'A classificação de qualidade é média.', advice: qualityFix },
  quality_high: { summary: 'A classificação de qualidade é alta.' },
  quality_none: { summary: 'Ainda não há classificação de qualidade: poucas mensagens foram enviadas.' },
  limit_none: {
    summary: {
      one: 'Não há limite. Nas últimas 24 horas, você escreveu primeiro para {count} cliente.',
      other: 'Não há limite. Nas últimas 24 horas, você escreveu primeiro para {count} clientes.',
    },
  },
  limit_unknown: {
    summary: {
      one: 'A Meta não informa um limite. Nas últimas 24 horas, você escreveu primeiro para {count} cliente.',
      other:
        'A Meta não informa um limite. Nas últimas 24 horas, você escreveu primeiro para {count} clientes.',
    },
  },
  limit_open: { summary: limit },
  limit_near: {
    summary: limit,
    advice:
      'Espere antes de escrever para mais clientes. Respostas não contam. A Meta aumenta o limite automaticamente com o uso e a qualidade.',
  },
  throughput_none: {
    summary: 'O número ainda não pode enviar, porque não está registrado.',
    advice: 'Conecte-o de novo com o PIN de seis dígitos.',
  },
  throughput: { summary: 'Até {rate} mensagens por segundo.' },
  phone_app_used: {
    summary:
      'O número também é usado no aplicativo WhatsApp Business. O que é escrito lá aparece aqui. É possível enviar até 20 mensagens por segundo.',
  },
  phone_app_unused: { summary: 'O número não é usado no aplicativo WhatsApp Business.' },
  account_approved: { summary: 'A Meta aprovou a conta do WhatsApp.' },
  account_not_approved: {
    summary: 'Análise da conta do WhatsApp pela Meta: {status}.',
    advice: 'Abra WhatsApp Manager → Visão geral da conta para ver o que falta.',
  },

  queue_empty: { summary: 'Nenhuma mensagem aguarda envio.' },
  queue_short: { summary: waiting },
  queue_long: {
    summary: waiting,
    advice: 'Abra uma conversa com uma mensagem na fila para ver o que ela aguarda.',
  },
  failures_none: { summary: 'Nenhuma mensagem falhou nos últimos sete dias.' },
  failures: {
    summary: 'Falhas dos últimos sete dias:\n{reasons}',
    advice: 'Na conversa, cada mensagem com falha diz o que fazer e se ela pode ser reenviada.',
  },
  events_read: { summary: 'Todos os eventos puderam ser lidos.' },
  events_unread: {
    summary: {
      one: '{count} evento não pôde ser lido ou salvo. Ele está em “Eventos brutos”, com o motivo.',
      other: '{count} eventos não puderam ser lidos ou salvos. Eles estão em “Eventos brutos”, com o motivo.',
    },
    advice: 'Atualize o software e reprocesse os eventos. Se algum continuar falhando, relate-o.',
  },
  unrouted_none: { summary: 'Nenhum webhook chega para números não conectados.' },
  unrouted: {
    summary: {
      one: 'Chegam webhooks de {count} número que não está conectado, está desativado ou é de outro aplicativo. Eles ficam sem resposta.',
      other:
        'Chegam webhooks de {count} números que não estão conectados, estão desativados ou são de outro aplicativo. Eles ficam sem resposta.',
    },
    advice: 'Conecte o número ou encerre a inscrição dele na Meta. GET /api/unrouted lista todos.',
  },
  files_stored: { summary: 'Os arquivos são salvos no seu bucket.' },
  files_not_stored: {
    summary: 'Os arquivos não são salvos aqui. O WhatsApp os apaga depois de alguns dias.',
    advice: 'Ative o R2 na sua conta da Cloudflare e execute npm run deploy.',
  },
  database_small: { summary: databaseSize },
  database_growing: { summary: growing },
  database_large: {
    summary: databaseSize,
    advice:
      'No plano gratuito da Cloudflare, todos os números juntos podem armazenar 5 GB. Nesse caso, mude para o plano pago ou apague mensagens antigas em Configurações › Retenção e exportação.',
  },
  database_filling: { summary: growing, advice: makeRoom },
  database_almost_full: { summary: databaseSize, advice: makeRoom },
  archive_waits: {
    summary:
      'Todas as mensagens estão no banco de dados. Quando ele passar de 6 GB, o conteúdo das que têm mais de 90 dias vai para o seu bucket.',
  },
  archive_used: {
    summary: 'Mensagens antigas cujo conteúdo está no seu bucket: {count}. Elas são lidas de lá.',
  },
  archive_without_bucket: {
    summary:
      'Sem um bucket, todas as mensagens ficam no banco de dados. Isso importa quando ele passa de 6 GB.',
    advice: 'Ative o R2 na sua conta da Cloudflare e execute npm run deploy.',
  },
  archive_wanted: {
    summary: 'O banco de dados passou de 6 GB, e não há um bucket para as mensagens antigas.',
    advice: 'Ative o R2 na sua conta da Cloudflare e execute npm run deploy.',
  },
  archive_lost: {
    summary:
      'Arquivos das mensagens antigas que faltam no seu bucket: {count}. As mensagens aparecem sem conteúdo.',
    advice: 'Restaure os arquivos, ou conecte o bucket que os contém, e execute npm run deploy.',
  },
};
