import type { CatalogWords } from '../catalog.ts';
import { counted } from '../counted.ts';

const say = counted('hi');

export const words: CatalogWords = {
  hint: 'एजेंट ये प्रोडक्ट भेज सकते हैं, और ऑर्डर में ये दिखते हैं। इन्हें Meta के Commerce Manager में बदला जाता है।',
  productCount: (count) => say(count, { other: '# प्रोडक्ट' }),
  isPartial: (count) => `कैटलॉग में और भी हैं। यहाँ पहले ${count} हैं।`,
  readAt: (time) => `Meta से पढ़ा गया: ${time}`,
  refreshed: 'अप टू डेट है।',
  openManager: 'WhatsApp Manager खोलें',
  openCommerce: 'Commerce Manager खोलें',
  isVisible: 'चैट में कैटलॉग दिखाएँ',
  isVisibleHint: 'ग्राहक इसे बिज़नेस प्रोफ़ाइल में और चैट के ऊपर देखते हैं।',
  isCartEnabled: 'ग्राहकों को ऑर्डर करने दें',
  isCartEnabledHint: 'वे प्रोडक्ट कार्ट में डालकर उसे ऑर्डर के रूप में भेजते हैं।',
  noProducts: 'अभी कोई प्रोडक्ट नहीं है। Commerce Manager में जोड़ें, फिर रीफ़्रेश करें।',
  search: 'नाम या आईडी से खोजें',
  noneFound: 'कोई प्रोडक्ट नहीं मिला।',
  more: 'और दिखाएँ',
  availability: {
    'in stock': 'स्टॉक में है',
    'out of stock': 'स्टॉक में नहीं है',
    preorder: 'प्री-ऑर्डर',
    'available for order': 'ऑर्डर पर उपलब्ध',
    discontinued: 'बंद हो चुका',
  },
  obstacle: { hidden: 'ग्राहकों से छिपा हुआ', not_approved: 'Meta ने मंज़ूर नहीं किया' },

  kinds: { product: 'एक प्रोडक्ट', list: 'सूची', cards: 'कार्ड', catalog: 'पूरा कैटलॉग' },
  kind: 'मैसेज का प्रकार',
  chooseProduct: 'प्रोडक्ट चुनें',
  changeProduct: 'दूसरा चुनें',
  chooseProducts: 'प्रोडक्ट चुनें',
  addProducts: 'प्रोडक्ट जोड़ें',
  add: (count) => say(count, { other: '# प्रोडक्ट जोड़ें' }),
  chosen: (count, max) => `${max} में से ${count} चुने गए`,
  remove: (name) => `${name} हटाएँ`,
  headerText: 'हेडर',
  optionalText: 'टेक्स्ट (वैकल्पिक)',
  thumbnail: 'तस्वीर के लिए प्रोडक्ट (वैकल्पिक)',
  thumbnailHint: 'वरना WhatsApp कैटलॉग का पहला प्रोडक्ट दिखाता है।',
  needsProduct: 'एक प्रोडक्ट चुनें।',
  needsProducts: 'कम से कम एक प्रोडक्ट चुनें।',
  needsCards: (min, max) => `${min} से ${max} प्रोडक्ट चुनें।`,
  tooManyProducts: (max) => `सूची में ${max} तक प्रोडक्ट हो सकते हैं।`,
};
