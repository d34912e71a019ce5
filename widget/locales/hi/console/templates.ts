import { counted } from '../../counted.ts';
import type { templates as english } from '../../en/console/templates.ts';

const say = counted('hi');

export const templates: typeof english = {
  searchTemplates: 'टेम्पलेट खोजें',
  loadingTemplates: 'टेम्पलेट लाए जा रहे हैं…',
  noTemplates: 'किसी टेम्पलेट में ये शब्द नहीं हैं।',
  refresh: 'रीफ़्रेश करें',
  otherTemplate: 'दूसरा टेम्पलेट',
  templateField: (name) => (/^\d+$/.test(name) ? `{{${name}}} के लिए टेक्स्ट` : name.replaceAll('_', ' ')),
  anyLanguage: 'कोई भी भाषा',
  anyCategory: 'कोई भी श्रेणी',
  cardNumber: (number) => `कार्ड ${number}`,
  orLink: 'या उसका लिंक',
  templatePart: {
    filename: 'फ़ाइल का नाम',
    latitude: 'अक्षांश',
    longitude: 'देशांतर',
    place_name: 'जगह का नाम',
    place_address: 'जगह का पता',
    product: 'प्रोडक्ट आईडी',
    products: 'प्रोडक्ट आईडी, हर पंक्ति में एक',
    catalog: 'कैटलॉग आईडी',
    offer_end: 'ऑफ़र खत्म होगा',
    url_suffix: 'वेब पते का अंत, बटन',
    coupon_code: 'कोड, बटन',
    payload: 'ग्राहक के दबाने पर आपके सिस्टम को क्या मिले',
    flow_token: 'Flow टोकन, बटन',
    flow_data: 'पहली स्क्रीन का डेटा, JSON में, बटन',
    thumbnail: 'तस्वीर की प्रोडक्ट आईडी',
  },
  optionalParts: 'और',
  obstacle: {
    paused: 'ग्राहकों की खराब रेटिंग के कारण WhatsApp ने यह टेम्पलेट रोका है। यह अपने आप लौटेगा।',
    disabled: 'WhatsApp ने यह टेम्पलेट हमेशा के लिए बंद किया है। दूसरा इस्तेमाल करें।',
    rejected: 'WhatsApp ने यह टेम्पलेट नामंज़ूर किया है।',
    not_approved: 'WhatsApp ने यह टेम्पलेट अभी मंज़ूर नहीं किया है।',
  },
  templateCategory: { MARKETING: 'मार्केटिंग', UTILITY: 'यूटिलिटी', AUTHENTICATION: 'प्रमाणीकरण' },
  templateRate: { MARKETING: 'मार्केटिंग दर', UTILITY: 'यूटिलिटी दर', AUTHENTICATION: 'प्रमाणीकरण दर' },
  templateLifetime: (time) => `WhatsApp इसे ${time} तक पहुँचाने की कोशिश करता है`,
  optInNeeded: 'मार्केटिंग केवल उन ग्राहकों को भेजें जिन्होंने सहमति दी है।',
  optInWays: 'सहमति लेने के तरीके',
  optInExamples: [
    'अपनी वेबसाइट पर: भुगतान के समय, फ़ॉर्म में या WhatsApp बटन के पास एक चेकबॉक्स',
    'चैट में: पूछें, और जवाब संपर्क की जानकारी में दर्ज करें',
    'SMS या ईमेल से',
    'फ़ोन पर, एजेंट या ऑटोमैटिक मेन्यू से',
    'आमने-सामने, जैसे हस्ताक्षर किए हुए फ़ॉर्म पर',
  ],
  optInSays: 'अपने व्यवसाय का नाम बताएँ, और यह कि मैसेज WhatsApp पर आएँगे।',
  templatesNeedAttention: (count) =>
    say(count, { one: '# टेम्पलेट पर ध्यान देना ज़रूरी है।', other: '# टेम्पलेट पर ध्यान देना ज़रूरी है।' }),
  templateTooLong: 'इन मानों के साथ टेम्पलेट 1,024 अक्षर से लंबा है। मान छोटे करें।',
  stillEmpty: (count) => say(count, { one: '# खाना अभी खाली है।', other: '# खाने अभी खाली हैं।' }),
};
