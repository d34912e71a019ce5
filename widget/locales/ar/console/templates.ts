import { counted } from '../../counted.ts';
import type { templates as english } from '../../en/console/templates.ts';

const say = counted('ar');

export const templates: typeof english = {
  searchTemplates: 'البحث في القوالب',
  loadingTemplates: 'جارٍ جلب القوالب…',
  noTemplates: 'لا يوجد قالب مطابق.',
  refresh: 'تحديث',
  otherTemplate: 'قالب آخر',
  templateField: (name) =>
    /^\d+$/.test(name) ? `النص الخاص بـ\u2066{{${name}}}\u2069` : name.replaceAll('_', ' '),
  anyLanguage: 'كل اللغات',
  anyCategory: 'كل الفئات',
  cardNumber: (number) => `البطاقة ${number}`,
  orLink: 'أو رابط إليه',
  templatePart: {
    filename: 'اسم الملف',
    latitude: 'خط العرض',
    longitude: 'خط الطول',
    place_name: 'اسم المكان',
    place_address: 'عنوان المكان',
    product: 'معرّف المنتج',
    products: 'معرّفات المنتجات، واحد في كل سطر',
    catalog: 'معرّف الكتالوج',
    offer_end: 'نهاية العرض',
    url_suffix: 'نهاية عنوان الويب لـ',
    coupon_code: 'الرمز لـ',
    payload: 'بيانات لأنظمتك عندما يضغط العميل',
    flow_token: 'رمز Flow للزر',
    flow_data: 'بيانات الشاشة الأولى بصيغة JSON للزر',
    thumbnail: 'معرّف منتج الصورة',
  },
  optionalParts: 'المزيد',
  obstacle: {
    paused: 'أوقف واتساب هذا القالب مؤقتًا بسبب جودته المنخفضة. سيتاح من جديد تلقائيًّا.',
    disabled: 'أوقف واتساب هذا القالب نهائيًا. استخدم قالبًا آخر.',
    rejected: 'رفض واتساب هذا القالب.',
    not_approved: 'لم يعتمد واتساب هذا القالب بعد.',
  },
  templateCategory: { MARKETING: 'تسويق', UTILITY: 'خدمة', AUTHENTICATION: 'مصادقة' },
  templateRate: { MARKETING: 'سعر التسويق', UTILITY: 'سعر الخدمة', AUTHENTICATION: 'سعر المصادقة' },
  templateLifetime: (time) => `يحاول واتساب تسليمها لمدة ${time}`,
  optInNeeded: 'لا ترسل رسائل تسويقية إلا إلى العملاء الذين وافقوا عليها.',
  optInWays: 'طرق الحصول على الموافقة',
  optInExamples: [
    'في موقعك: مربع اختيار عند الدفع أو في نموذج أو بجانب زر واتساب',
    'في المحادثة: اسأل، ثم سجّل الإجابة في بيانات جهة الاتصال',
    'برسالة نصية أو بريد إلكتروني',
    'عبر الهاتف، مع موظف أو قائمة آلية',
    'شخصيًّا، مثلًا على نموذج موقّع',
  ],
  optInSays: 'اذكر اسم نشاطك التجاري، وأن الرسائل تصل عبر واتساب.',
  templatesNeedAttention: (count) =>
    say(count, {
      one: 'قالب واحد يحتاج إلى انتباهك.',
      two: 'قالبان يحتاجان إلى انتباهك.',
      few: '# قوالب تحتاج إلى انتباهك.',
      many: '# قالبًا يحتاج إلى انتباهك.',
      other: '# قالب يحتاج إلى انتباهك.',
    }),
  templateTooLong: 'بهذه القيم يتجاوز القالب 1024 حرفًا. اختصرها.',
  stillEmpty: (count) =>
    say(count, {
      one: 'لا تزال خانة واحدة فارغة.',
      two: 'لا تزال خانتان فارغتين.',
      few: 'لا تزال # خانات فارغة.',
      many: 'لا تزال # خانة فارغة.',
      other: 'لا تزال # خانة فارغة.',
    }),
};
