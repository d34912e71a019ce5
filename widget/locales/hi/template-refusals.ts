import type { RefusalWords } from '../worker-texts/template-refusals.ts';

export const words: RefusalWords = {
  name_exists: { summary: 'इस भाषा में इस नाम का टेम्पलेट पहले से है।', advice: 'उसे संपादित करें, या दूसरा नाम चुनें।' },
  name_deleted: {
    summary: 'इस नाम का टेम्पलेट मिटाया गया था, और Meta 30 दिन तक यह नाम ब्लॉक रखता है।',
    advice: 'दूसरा नाम चुनें।',
  },
  account_full: {
    summary: 'इस खाते में उतने टेम्पलेट हैं जितने Meta देता है।',
    advice: 'जो काम के नहीं, उन्हें मिटाएँ। सत्यापित व्यवसाय के ज़्यादा हो सकते हैं।',
  },
  too_long: { summary: 'कोई टेक्स्ट Meta के लिए बहुत लंबा है।', advice: 'उसे छोटा करें।' },
  header: { summary: 'Meta हेडर स्वीकार नहीं करता।', advice: 'उसका टेक्स्ट और उदाहरण जाँचें।' },
  body: { summary: 'Meta मैसेज स्वीकार नहीं करता।', advice: 'उसके वेरिएबल और उनके उदाहरण जाँचें।' },
  footer: { summary: 'Meta फ़ुटर स्वीकार नहीं करता।', advice: 'वेरिएबल, इमोजी और लाइन ब्रेक हटाएँ।' },
  few_words: { summary: 'मैसेज में उसके वेरिएबल के लिए बहुत कम शब्द हैं।', advice: 'और टेक्स्ट लिखें, या वेरिएबल कम करें।' },
  edge_variable: {
    summary: 'मैसेज वेरिएबल से शुरू या ख़त्म होता है।',
    advice: 'पहले वेरिएबल से पहले और आख़िरी के बाद कुछ शब्द लिखें। विराम चिह्न नहीं गिने जाते।',
  },
  variable_order: { summary: 'वेरिएबल 1 से बिना छोड़े नंबर नहीं किए गए हैं।', advice: 'उन्हें फिर से नंबर दें।' },
  example_missing: { summary: 'एक उदाहरण नहीं है।', advice: 'हर वेरिएबल का उदाहरण डालें।' },
  file_missing: { summary: 'उदाहरण फ़ाइल नहीं है, या Meta के पास अब नहीं है।', advice: 'फ़ाइल फिर से अपलोड करें।' },
  url: { summary: 'Meta किसी बटन का पता स्वीकार नहीं करता।', advice: 'पता जाँचें।' },
  whatsapp_link: {
    summary: 'Meta बटन में WhatsApp के लिंक स्वीकार नहीं करता।',
    advice: 'त्वरित जवाब या कॉल बटन लगाएँ।',
  },
  phone: { summary: 'Meta किसी बटन का फ़ोन नंबर स्वीकार नहीं करता।', advice: 'उसे देश कोड के साथ लिखें।' },
  not_editable: {
    summary: 'Meta अभी बदलाव नहीं लेता।',
    advice:
      'समीक्षा में टेम्पलेट संपादित नहीं हो सकता। स्वीकृत टेम्पलेट दिन में एक बार और 30 दिन में दस बार संपादित हो सकता है।',
  },
  sample: { summary: 'यह Meta का नमूना है, जो संपादित या मिटाया नहीं जा सकता।', advice: 'अपना टेम्पलेट बनाएँ।' },
  business_unverified: {
    summary: 'Meta प्रमाणीकरण टेम्पलेट केवल सत्यापित व्यवसायों से लेता है।',
    advice: 'Meta Business Suite में अपना व्यवसाय सत्यापित करें।',
  },
  not_created: { summary: 'Meta टेम्पलेट नहीं बना सका।', advice: 'इसे दूसरे शब्दों में लिखें, या बाद में कोशिश करें।' },
  no_permission: {
    summary: 'ऐक्सेस टोकन टेम्पलेट नहीं संभाल सकता।',
    advice: 'उसके सिस्टम यूज़र को इस खाते के लिए whatsapp_business_management की अनुमति दें।',
  },
  too_many_requests: { summary: 'इस खाते के लिए बहुत ज़्यादा अनुरोध हुए।', advice: 'एक घंटा रुकें, फिर कोशिश करें।' },
  policy: { summary: 'Meta ने इस खाते के लिए यह ब्लॉक किया है।', advice: 'Meta के Business Support से पूछें।' },
  gone: { summary: 'यह टेम्पलेट अब Meta के पास नहीं है।', advice: 'सूची फिर से लोड करें।' },
};
