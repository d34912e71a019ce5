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
    thumbnail: 'तस्वीर की प्रोडक्ट आईडी',
  },
  optionalParts: 'और',
  obstacle: {
    paused: 'ग्राहकों की खराब रेटिंग के कारण WhatsApp ने यह टेम्पलेट रोका है। यह अपने आप लौटेगा।',
    disabled: 'WhatsApp ने यह टेम्पलेट हमेशा के लिए बंद किया है। दूसरा इस्तेमाल करें।',
    rejected: 'WhatsApp ने यह टेम्पलेट नामंज़ूर किया है।',
    not_approved: 'WhatsApp ने यह टेम्पलेट अभी मंज़ूर नहीं किया है।',
  },
  templateTooLong: 'इन मानों के साथ टेम्पलेट 1,024 अक्षर से लंबा है। मान छोटे करें।',
  stillEmpty: (count) => say(count, { one: '# खाना अभी खाली है।', other: '# खाने अभी खाली हैं।' }),
};
