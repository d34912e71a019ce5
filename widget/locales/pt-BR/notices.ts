import type { NoticeWords } from '../worker-texts/notices.ts';

const seeViolation =
  'Abra o WhatsApp Manager para ver a violação e quanto tempo isso dura, e para solicitar uma análise.';
const sendLess = 'Envie menos modelos de marketing. O limite sobe de novo com a qualidade.';
const seeManager = 'Os detalhes estão no WhatsApp Manager.';

export const words: NoticeWords = {
  quality_flagged: {
    summary: 'A qualidade do número é baixa: clientes o bloqueiam ou denunciam.',
    advice:
      'Envie menos modelos de marketing, e só para clientes que aceitaram. A Meta verifica de novo em até sete dias.',
  },
  quality_restored: { summary: 'A qualidade do número voltou a ser boa.' },
  quality_checked: { summary: 'A Meta verificou a qualidade do número.' },
  quality_event: { summary: 'A Meta verificou a qualidade do número ({event}).' },
  limit_lowered: { summary: 'O limite de mensagens diminuiu.', advice: sendLess },
  limit_lowered_to: { summary: 'O limite de mensagens diminuiu para {to}.', advice: sendLess },
  limit_lowered_from: { summary: 'O limite de mensagens diminuiu de {from} para {to}.', advice: sendLess },
  limit_raised: { summary: 'O limite de mensagens aumentou.' },
  limit_raised_to: { summary: 'O limite de mensagens aumentou para {to}.' },
  limit_raised_from: { summary: 'O limite de mensagens aumentou de {from} para {to}.' },
  limit_removed: { summary: 'Não há mais limite de mensagens.' },
  limit_is: { summary: 'O limite de mensagens é {to}.' },
  throughput_raised: { summary: 'O número agora pode enviar {rate} mensagens por segundo.' },
  business_limits_changed: { summary: 'A Meta alterou os limites da empresa.' },
  business_limit: { summary: 'Conversas que a empresa pode iniciar em 24 horas: {limit}.' },

  name_approved: { summary: 'O nome de exibição “{name}” foi aprovado.' },
  name_rejected: {
    summary: 'O nome de exibição “{name}” não foi aprovado: {reason}.',
    advice: 'Solicite no WhatsApp Manager outro nome, igual ao que a empresa usa em outros lugares.',
  },

  account_rejected: {
    summary: 'A Meta recusou a conta.',
    advice: 'Veja o motivo no WhatsApp Manager e solicite uma análise lá.',
  },
  account_reviewed: { summary: 'A Meta analisou a conta: {decision}.' },
  account_restored: { summary: 'A conta voltou a funcionar.' },
  account_disabling: { summary: 'A Meta está desativando a conta ({state}).', advice: seeViolation },
  account_violation: { summary: 'A conta viola uma política: {violation}.', advice: seeViolation },
  account_restricted: { summary: 'A conta está restrita: {kinds}.', advice: seeViolation },
  account_restricted_somehow: {
    summary: 'A conta está restrita. A Meta não diz como.',
    advice: seeViolation,
  },
  account_deleted: {
    summary: 'A conta foi excluída.',
    advice: 'Nada pode ser enviado nem recebido. Conecte outra conta.',
  },
  account_offboarded: {
    summary:
      'O número saiu da API de Nuvem: o aplicativo WhatsApp Business dele foi movido para outro celular, reinstalado ou registrado de novo.',
    advice:
      'Nada pode ser enviado nem recebido aqui até ele voltar. Deixe os serviços conectados ativados ao registrar no celular; o número volta em minutos. Senão, conecte o número de novo.',
  },
  account_reconnected: {
    summary: 'O número voltou à API de Nuvem, junto com o aplicativo WhatsApp Business dele.',
  },
  app_removed: {
    summary: 'O aplicativo foi removido da conta.',
    advice:
      'As mensagens não chegam mais. Conecte o número de novo para o aplicativo receber os webhooks dele.',
  },
  account_event: { summary: 'A conta: {event}.' },

  template_rejected: {
    summary: 'A Meta rejeitou o modelo “{name}” ({language}). Ele não pode ser enviado.',
    advice: 'Abra-o em Configurações › Modelos para ver o motivo e edite-o.',
  },
  template_paused: {
    summary: 'A Meta pausou o modelo “{name}” ({language}). Ele não pode ser enviado.',
    advice:
      'Os clientes o bloqueiam ou denunciam. Envie outra coisa até a Meta retomá-lo, ou edite-o em Configurações › Modelos.',
  },
  template_disabled: {
    summary: 'A Meta desativou definitivamente o modelo “{name}” ({language}).',
    advice:
      'Os clientes o bloquearam ou denunciaram repetidas vezes. Escreva um novo e exclua este em Configurações › Modelos.',
  },
  template_now_marketing: {
    summary:
      'A Meta passa o modelo “{name}” ({language}) para a categoria Marketing. Ele é cobrado como marketing.',
    advice:
      'Ele não chega mais aos clientes que cancelaram o marketing. Se não for uma promoção, edite-o em Configurações › Modelos ou peça uma análise no WhatsApp Manager.',
  },
  template_now_utility: {
    summary:
      'A Meta passa o modelo “{name}” ({language}) para a categoria Utilidade. Ele é cobrado como utilidade.',
  },
  template_now_authentication: {
    summary:
      'A Meta passa o modelo “{name}” ({language}) para a categoria Autenticação. Ele é cobrado como autenticação.',
  },
  template_moved: {
    summary:
      'A Meta passa o modelo “{name}” ({language}) para a categoria {category}. Ele é cobrado conforme essa categoria.',
  },

  bot_hook_failing: {
    summary: 'O webhook do bot “{name}” falhou três vezes seguidas. A alternativa responde.',
    advice: 'Em Configurações › Automação, veja em Webhook do bot por que ele falha e teste-o lá.',
  },
  assistant_budget_day: {
    summary: 'O assistente usou 80% do orçamento de hoje.',
    advice: 'Quando acabar, a equipe responde. Altere em Configurações › Assistente.',
  },
  assistant_budget_month: {
    summary: 'O assistente usou 80% do orçamento deste mês.',
    advice: 'Quando acabar, a equipe responde. Altere em Configurações › Assistente.',
  },
  free_messages_nearly_used: {
    summary: 'O número usou 80% das 1.000 mensagens de serviço grátis deste mês.',
    advice:
      'O WhatsApp cobra o que passar disso. Sem forma de pagamento na Meta, não é entregue: adicione uma no WhatsApp Manager.',
  },

  meta_alert: { summary: '{description}', advice: seeManager },
  meta_alert_kind: { summary: 'A Meta avisa: {kind}.', advice: seeManager },
  pin_event: {
    summary: 'O PIN do número: {event}.',
    advice: 'Se ninguém da sua equipe fez isso, veja no Meta Business Suite quem pode gerenciar a conta.',
  },
};
