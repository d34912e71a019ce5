import { counted } from '../../counted.ts';
import type { content as english } from '../../en/console/content.ts';

const say = counted('hi');

export const content: typeof english = {
  cameFrom: (headline) => `यहाँ से आए: ${headline}`,
  anAd: 'एक विज्ञापन',
  aPost: 'एक पोस्ट',
  showMore: 'और दिखाएँ',
  location: 'लोकेशन',
  contact: 'संपर्क',
  openPhoto: 'फ़ोटो खोलें',
  fetchingFile: 'फ़ाइल आ रही है…',
  play: 'चलाएँ',
  pause: 'रोकें',
  position: 'स्थिति',
  speed: (rate) => `गति ${rate}×`,
  openMap: 'मैप में खोलें',
  startChat: (phone) => `${phone} से चैट शुरू करें`,
  saveContact: 'vCard में सेव करें',
  total: 'कुल',
  chose: 'चुना',
  products: (count) => say(count, { other: '# प्रोडक्ट' }),
  product: (id) => `प्रोडक्ट ${id}`,
  catalog: 'कैटलॉग',
  productButton: { product: 'देखें', list: 'आइटम देखें', catalog: 'कैटलॉग देखें' },
  cards: (count) => say(count, { other: '# कार्ड' }),
  addressRequest: 'पते का अनुरोध',
};
