import type { CatalogWords } from '../catalog.ts';
import { counted } from '../counted.ts';

const say = counted('ar');

export const words: CatalogWords = {
  hint: 'يمكن للموظفين إرسال هذه المنتجات، وتظهر في الطلبات. تُعدَّل في Commerce Manager من Meta.',
  productCount: (count) =>
    say(count, {
      zero: 'لا منتجات',
      one: 'منتج واحد',
      two: 'منتجان',
      few: '# منتجات',
      many: '# منتجًا',
      other: '# منتج',
    }),
  isPartial: (count) => `في الكتالوج المزيد. هنا أول ${count} منها.`,
  readAt: (time) => `قُرئ من Meta: ${time}`,
  refreshed: 'محدَّث.',
  openManager: 'فتح WhatsApp Manager',
  openCommerce: 'فتح Commerce Manager',
  isVisible: 'إظهار الكتالوج في المحادثات',
  isVisibleHint: 'يراه العملاء في الملف التجاري وأعلى المحادثة.',
  isCartEnabled: 'السماح للعملاء بالطلب',
  isCartEnabledHint: 'يضعون المنتجات في سلة ويرسلونها إليك طلبًا.',
  noProducts: 'لا منتجات بعد. أضف منتجات في Commerce Manager ثم حدّث.',
  search: 'البحث بالاسم أو المعرّف',
  noneFound: 'لم يُعثر على منتجات.',
  more: 'عرض المزيد',
  availability: {
    'in stock': 'متوفر',
    'out of stock': 'غير متوفر',
    preorder: 'طلب مسبق',
    'available for order': 'متاح عند الطلب',
    discontinued: 'لم يعد يُباع',
  },
  obstacle: { hidden: 'مخفي عن العملاء', not_approved: 'غير معتمد من Meta' },

  kinds: { product: 'منتج واحد', list: 'قائمة', cards: 'بطاقات', catalog: 'الكتالوج كاملًا' },
  kind: 'نوع الرسالة',
  chooseProduct: 'اختيار منتج',
  changeProduct: 'اختيار منتج آخر',
  chooseProducts: 'اختيار منتجات',
  addProducts: 'إضافة منتجات',
  add: (count) =>
    say(count, {
      zero: 'إضافة',
      one: 'إضافة منتج واحد',
      two: 'إضافة منتجين',
      few: 'إضافة # منتجات',
      many: 'إضافة # منتجًا',
      other: 'إضافة # منتج',
    }),
  chosen: (count, max) => `تم اختيار ${count} من ${max}`,
  remove: (name) => `إزالة ${name}`,
  headerText: 'الرأس',
  optionalText: 'النص (اختياري)',
  thumbnail: 'منتج للصورة (اختياري)',
  thumbnailHint: 'وإلا يعرض WhatsApp أول منتج في الكتالوج.',
  needsProduct: 'اختر منتجًا.',
  needsProducts: 'اختر منتجًا واحدًا على الأقل.',
  needsCards: (min, max) => `اختر من ${min} إلى ${max} منتجات.`,
  tooManyProducts: (max) => `تتسع القائمة لما يصل إلى ${max} منتجًا.`,
};
