import type { shell as english } from '../../en/console/shell.ts';

export const shell: typeof english = {
  tokenRejected: 'WhatsApp ऐक्सेस टोकन स्वीकार नहीं कर रहा। नया टोकन जोड़ने तक कुछ नहीं भेजा जाएगा; मैसेज कतार में रहेंगे।',
  tokenExpires: (moment) => `ऐक्सेस टोकन ${moment} समाप्त हो जाएगा। उसके बाद नए टोकन के बिना कुछ नहीं भेजा जाएगा।`,
  webhookNotSubscribed: 'ग्राहकों के मैसेज नहीं आ रहे: ऐप WhatsApp खाते से सब्सक्राइब नहीं है।',
  webhookNoField: 'ग्राहकों के मैसेज नहीं आ रहे: वेबहुक फ़ील्ड “messages” सब्सक्राइब नहीं है।',
  webhookElsewhere: 'ग्राहकों के मैसेज नहीं आ रहे: Meta उन्हें किसी और पते पर भेज रहा है।',
  webhookSilent: 'Meta से अब कुछ नहीं आ रहा: एक घंटे पहले भेजे गए के बारे में उसने कुछ नहीं बताया।',
  numberStatus: (status) => `Meta में नंबर की स्थिति: ${status}.`,
  endpointFailing: (name, since) =>
    `वेबहुक “${name}” को ${since} से कुछ नहीं मिला है। इवेंट इंतज़ार करते हैं और बाद में भेजे जाएँगे।`,
  botStoppedLooping: (name, at) =>
    `बॉट “${name}” को ${at} को एक चैट में रोका गया। उसने एक मिनट में 20 से ज़्यादा संदेश भेजे।`,
  messageFrom: (name) => `${name} का नया मैसेज`,
  pushWorks: 'इस डिवाइस पर सूचनाएँ काम कर रही हैं।',
  weekInFigures: (received, sent, resolved, waiting) =>
    `पिछला हफ़्ता: ${received} मिले, ${sent} भेजे, ${resolved} हल हुए। अभी इंतज़ार में: ${waiting}।`,
};
