import type { ErrorWords } from '../worker-texts/errors.ts';

export const words: ErrorWords = {
  10: {
    title: 'O aplicativo não tem permissão para isso.',
    advice:
      'Peça a um administrador que dê ao usuário do sistema do token de acesso o controle total da conta do WhatsApp e, ao aplicativo, a permissão whatsapp_business_messaging.',
  },
  33: {
    title: 'O WhatsApp não conhece este número, ou o token de acesso não pode vê-lo.',
    advice:
      'Peça a um administrador que confira a identificação do número de telefone e se o token de acesso é da conta dele.',
  },
  104: {
    title: 'A Meta exige uma prova da chave secreta do aplicativo em cada solicitação.',
    advice:
      'Peça a um administrador que informe a chave secreta do aplicativo nas configurações deste número.',
  },
  190: {
    title: 'O token de acesso não é mais válido.',
    advice: 'Peça a um administrador que cole um novo token de acesso nas configurações deste número.',
  },
  368: {
    title: 'A Meta restringiu esta empresa por violar uma política.',
    advice: 'Peça a um administrador que veja as violações no Gerenciador do WhatsApp.',
  },
  80007: {
    title: 'Foram feitas solicitações demais à Meta.',
    advice: 'Não há nada de errado com a mensagem; espere alguns minutos e tente de novo.',
  },
  130403: {
    title: 'O número envia mais mensagens do que o WhatsApp permite.',
    advice: 'Espere e envie de novo.',
  },
  130429: {
    title: 'O número envia mais mensagens por segundo do que o WhatsApp permite.',
    advice: 'Não há nada de errado com a mensagem; tente de novo em um instante.',
  },
  130472: {
    title: 'O WhatsApp reteve esta mensagem de marketing: o cliente participa de um experimento.',
    advice: 'Ela não será entregue. Espere o cliente escrever ou fale com ele por outro meio.',
  },
  130497: {
    title: 'Esta empresa não pode escrever a clientes deste país.',
    advice: 'Veja a política do WhatsApp para o país e para a categoria da empresa.',
  },
  131000: {
    title: 'O WhatsApp está com um problema próprio.',
    advice: 'Não há nada de errado com a mensagem; tente de novo em alguns minutos.',
  },
  131009: {
    title: 'O WhatsApp não aceita a mensagem desta forma.',
    advice: 'Veja os detalhes, mude a mensagem e envie de novo.',
  },
  131021: {
    title: 'A mensagem é endereçada ao mesmo número que a envia.',
    advice: 'Escolha outro destinatário.',
  },
  131026: {
    title: 'O WhatsApp não consegue entregar a este cliente.',
    advice:
      'Talvez ele não esteja no WhatsApp, use uma versão antiga, não tenha aceitado os termos ou tenha bloqueado você; a Meta não diz qual. Fale com ele por outro meio.',
  },
  131030: {
    title: 'O destinatário não está na lista deste número de teste.',
    advice: 'Inclua o telefone na lista de destinatários do aplicativo da Meta, ou use um número próprio.',
  },
  131031: {
    title: 'A Meta bloqueou esta conta do WhatsApp.',
    advice: 'Peça a um administrador que veja a conta no Gerenciador do WhatsApp.',
  },
  131037: {
    title: 'O nome de exibição do número não está aprovado.',
    advice:
      'Peça a um administrador que obtenha a aprovação de um nome de exibição no Gerenciador do WhatsApp.',
  },
  131042: {
    title: 'A Meta não consegue cobrar esta mensagem da empresa.',
    advice: 'Peça a um administrador que corrija a forma de pagamento da conta do WhatsApp.',
  },
  131045: {
    title: 'O número não está registrado no WhatsApp.',
    advice: 'Peça a um administrador que registre o número.',
  },
  131047: {
    title: 'Passaram mais de 24 horas desde que o cliente escreveu.',
    advice: 'Envie um modelo ou espere o cliente escrever.',
  },
  131048: {
    title: 'O WhatsApp limita este número porque muitos clientes o bloquearam ou denunciaram.',
    advice: 'Envie menos, e só a clientes que esperam por isso; veja a qualidade no Gerenciador do WhatsApp.',
  },
  131049: {
    title: 'O WhatsApp reteve esta mensagem de marketing: o cliente já recebeu o bastante.',
    advice: 'Não envie de novo em 24 horas. Quando o cliente escrever, qualquer mensagem é possível.',
  },
  131050: {
    title: 'O cliente não quer mensagens de marketing.',
    advice: 'Não envie nenhuma até que ele volte a permitir.',
  },
  131051: {
    title: 'O WhatsApp não aceita este tipo de mensagem.',
    advice: 'Envie como outro tipo de mensagem. Uma recebida só pode ser lida em um telefone.',
  },
  131052: {
    title: 'O WhatsApp não conseguiu obter o arquivo do cliente.',
    advice: 'Peça ao cliente que envie de novo.',
  },
  131053: {
    title: 'O WhatsApp não conseguiu receber o arquivo.',
    advice:
      'Compare o tipo e o tamanho com os limites do WhatsApp e veja se o link está acessível; depois envie de novo.',
  },
  131056: {
    title: 'Mensagens demais a este cliente em pouco tempo.',
    advice: 'Não há nada de errado com a mensagem; tente de novo em alguns segundos.',
  },
  131057: {
    title: 'A conta do WhatsApp está em manutenção.',
    advice: 'Não há nada de errado com a mensagem; tente mais tarde.',
  },
  131060: { title: 'A mensagem não está mais disponível.', advice: 'Peça ao cliente que envie de novo.' },
  131062: {
    title: 'Este tipo de mensagem precisa de um número de telefone, e o cliente oculta o dele.',
    advice: 'Peça o número de telefone ao cliente ou envie outro tipo de mensagem.',
  },
  132000: {
    title: 'Os valores não combinam com o modelo.',
    advice: 'Preencha cada variável do modelo na forma pedida e envie de novo.',
  },
  132001: {
    title: 'Não há modelo aprovado com este nome neste idioma.',
    advice: 'Escolha um modelo aprovado ou espere a aprovação deste.',
  },
  132005: {
    title: 'O modelo fica longo demais com as variáveis preenchidas.',
    advice: 'Use valores mais curtos.',
  },
  132007: {
    title: 'O modelo viola uma política do WhatsApp.',
    advice: 'Mude o modelo no Gerenciador do WhatsApp ou escolha outro.',
  },
  132015: {
    title: 'O WhatsApp pausou este modelo por causa da baixa qualidade.',
    advice: 'Escolha outro modelo ou espere a pausa acabar.',
  },
  132016: {
    title: 'O WhatsApp desativou este modelo por causa da baixa qualidade.',
    advice: 'Crie um modelo novo com outro conteúdo.',
  },
  132018: {
    title: 'Um valor do modelo não é permitido.',
    advice:
      'Tire dos valores as quebras de linha, as tabulações e mais de quatro espaços seguidos, preencha todas as variáveis e envie de novo.',
  },
  132068: {
    title: 'O Flow está bloqueado.',
    advice: 'Peça a um administrador que corrija o Flow no Gerenciador do WhatsApp.',
  },
  132069: { title: 'O Flow foi enviado vezes demais nesta hora.', advice: 'Envie de novo mais tarde.' },
  133000: {
    title: 'Uma remoção anterior deste número não terminou.',
    advice: 'Cancele o registro do número outra vez e depois registre-o.',
  },
  133005: {
    title: 'O PIN da confirmação em duas etapas está errado.',
    advice: 'Informe o PIN deste número, ou crie um novo no Gerenciador do WhatsApp.',
  },
  133006: {
    title: 'O número precisa ser confirmado antes de ser registrado.',
    advice: 'Confirme o número por código no Gerenciador do WhatsApp.',
  },
  133008: {
    title: 'O PIN foi tentado vezes demais.',
    advice: 'Espere o tempo que os detalhes indicam antes de tentar de novo.',
  },
  133015: {
    title: 'O número foi removido há pouco.',
    advice: 'Espere cinco minutos antes de registrá-lo de novo.',
  },
  133016: {
    title: 'Este número foi registrado vezes demais em pouco tempo.',
    advice: 'Espere o tempo que os detalhes indicam antes de registrá-lo de novo.',
  },
  134011: {
    title: 'Os termos dos pagamentos no WhatsApp não foram aceitos.',
    advice: 'Peça a um administrador que os aceite no Gerenciador do WhatsApp.',
  },
  137000: {
    title: 'A identidade do cliente mudou desde a sua última mensagem.',
    advice: 'Confirme que ainda é a mesma pessoa e envie de novo.',
  },
  138006: { title: 'O cliente não permitiu ligações.', advice: 'Peça antes a permissão para ligar.' },
  blocked: {
    title: 'Este cliente está bloqueado.',
    advice: 'Desbloqueie o cliente para escrever a ele e depois envie a mensagem de novo.',
  },
  cancelled: { title: 'O envio foi cancelado a tempo.', advice: 'Edite, ou envie mesmo assim.' },
  identity_changed: {
    title: 'Este número pode ser de outra pessoa agora.',
    advice: 'Confirme quem está escrevendo, aceite a nova identidade no alto e envie de novo.',
  },
  in_doubt: {
    title: 'O WhatsApp não respondeu, então a mensagem pode ter sido entregue.',
    advice:
      'Ela não é enviada de novo sozinha. Se nenhum tique aparecer em dez minutos, você pode enviar de novo.',
  },
  inbox_fault: {
    title: 'A caixa de entrada está com um problema próprio.',
    advice:
      'Nada foi enviado. Há novas tentativas automáticas por um tempo; se continuar, avise um administrador.',
  },
  invalid_content: {
    title: 'O WhatsApp não aceita mais uma mensagem como esta.',
    advice: 'Escreva de novo.',
  },
  media_damaged: {
    title: 'O arquivo não chegou inteiro.',
    advice: 'Tente de novo; se continuar, peça ao cliente que envie mais uma vez.',
  },
  media_gone: {
    title: 'O WhatsApp não tem mais este arquivo.',
    advice: 'Peça ao cliente que envie de novo.',
  },
  media_unreachable: {
    title: 'Não foi possível obter o arquivo do WhatsApp.',
    advice: 'Tente de novo em um instante.',
  },
  part_before_failed: {
    title: 'Não enviada porque a parte anterior não saiu, ou talvez não.',
    advice:
      'Envie de novo a parte anterior, e esta vai atrás sozinha. Se aquela chegou afinal, envie esta de novo.',
  },
  no_longer_needed: {
    title: 'Não foi enviada porque a conversa seguiu adiante.',
    advice: 'Não é preciso fazer nada.',
  },
  no_reason: {
    title: 'O WhatsApp diz que falhou, mas não por quê.',
    advice: 'Envie de novo ou fale com o cliente por outro meio.',
  },
  no_recipient: {
    title: 'Não resta nenhuma identificação para escrever a este cliente.',
    advice: 'Espere o cliente escrever de novo.',
  },
  files_off: {
    title: 'Este número não envia arquivos.',
    advice:
      'Escreva um texto em vez disso, ou peça a um administrador que permita arquivos nas configurações do número.',
  },
  number_disabled: {
    title: 'Este número não está conectado ou está desativado.',
    advice: 'Peça a um administrador que o ative e depois envie a mensagem de novo.',
  },
  opted_out: { title: 'O cliente não quer mensagens de marketing.', advice: 'Envie só o que ele pediu.' },
  paced: {
    title: 'Aguardando: limite do WhatsApp.',
    advice: 'O WhatsApp só aceita certa quantidade de mensagens por vez. Ela sai sozinha.',
  },
  held_for_quality: {
    title: 'Aguardando: o WhatsApp está verificando a qualidade deste modelo.',
    advice:
      'O WhatsApp envia primeiro um modelo novo ou pausado a alguns clientes. Depois envia esta mensagem, ou a descarta se o retorno for ruim.',
  },
  scheduled: { title: 'Aguardando a hora marcada.', advice: 'O envio pode ser cancelado até lá.' },
  upload_failed: {
    title: 'Não foi possível entregar o arquivo ao WhatsApp.',
    advice: 'Nada foi enviado. Há novas tentativas automáticas por um tempo; depois disso, envie de novo.',
  },
  whatsapp_unreachable: {
    title: 'Não foi possível acessar o WhatsApp.',
    advice: 'Nada foi enviado. Há novas tentativas automáticas por um tempo; depois disso, envie de novo.',
  },
  window_closed: {
    title: 'A janela de 24 horas fechou antes que a mensagem pudesse ser enviada.',
    advice: 'Envie um modelo aprovado ou espere o cliente escrever de novo.',
  },
  unknown: {
    title: 'O WhatsApp diz:',
    advice: 'Procure o código na lista de códigos de erro do WhatsApp da Meta.',
  },
  bot_paused: {
    title: 'Não enviada, porque uma pessoa está respondendo agora.',
    advice: 'Não é preciso fazer nada. O bot pode voltar a escrever quando for retomado.',
  },
};
