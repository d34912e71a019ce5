import { counted } from '../../counted.ts';
import type { content as english } from '../../en/console/content.ts';

const say = counted('ar');

export const content: typeof english = {
  cameFrom: (headline) => `جاء من: ${headline}`,
  anAd: 'إعلان',
  aPost: 'منشور',
  showMore: 'عرض المزيد',
  location: 'الموقع',
  contact: 'جهة اتصال',
  openPhoto: 'فتح الصورة',
  fetchingFile: 'جارٍ تنزيل الملف…',
  play: 'تشغيل',
  pause: 'إيقاف مؤقت',
  position: 'الموضع',
  speed: (rate) => `السرعة ${rate}×`,
  openMap: 'فتح في خريطة',
  startChat: (phone) => `بدء دردشة مع \u2066${phone}\u2069`,
  saveContact: 'حفظ بصيغة vCard',
  total: 'الإجمالي',
  chose: 'اختار',
  products: (count) =>
    say(count, {
      one: 'منتج واحد',
      two: 'منتجان',
      few: '# منتجات',
      many: '# منتجًا',
      other: '# منتج',
    }),
  product: (id) => `المنتج ${id}`,
  catalog: 'الكتالوج',
  productButton: { product: 'عرض', list: 'عرض المنتجات', catalog: 'عرض الكتالوج' },
  cards: (count) =>
    say(count, { one: 'بطاقة واحدة', two: 'بطاقتان', few: '# بطاقات', many: '# بطاقة', other: '# بطاقة' }),
  addressRequest: 'طلب العنوان',
};
