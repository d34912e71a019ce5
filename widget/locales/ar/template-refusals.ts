import type { RefusalWords } from '../worker-texts/template-refusals.ts';

export const words: RefusalWords = {
  name_exists: { summary: 'يوجد قالب بهذا الاسم في هذه اللغة.', advice: 'عدّل ذلك القالب، أو اختر اسمًا آخر.' },
  name_deleted: {
    summary: 'حُذف قالب بهذا الاسم، وتحظر Meta الاسم مدة تصل إلى 30 يومًا.',
    advice: 'اختر اسمًا آخر.',
  },
  account_full: {
    summary: 'في هذا الحساب أقصى عدد من القوالب تسمح به Meta.',
    advice: 'احذف القوالب التي لا تستخدمها. يمكن للنشاط التجاري الموثّق أن يملك أكثر.',
  },
  too_long: { summary: 'أحد النصوص أطول مما تقبله Meta.', advice: 'اختصره.' },
  header: { summary: 'لا تقبل Meta الرأس.', advice: 'تحقق من نصه ومثاله.' },
  body: { summary: 'لا تقبل Meta الرسالة.', advice: 'تحقق من متغيراتها وأمثلتها.' },
  footer: { summary: 'لا تقبل Meta التذييل.', advice: 'احذف المتغيرات والرموز التعبيرية وفواصل الأسطر.' },
  few_words: {
    summary: 'كلمات الرسالة قليلة جدًا بالنسبة إلى متغيراتها.',
    advice: 'اكتب نصًا أطول، أو استخدم متغيرات أقل.',
  },
  edge_variable: {
    summary: 'تبدأ الرسالة أو تنتهي بمتغير.',
    advice: 'اكتب بضع كلمات قبل المتغير الأول وبعد الأخير. علامات الترقيم لا تُحسب.',
  },
  variable_order: { summary: 'المتغيرات غير مرقّمة من 1 دون فجوات.', advice: 'أعد ترقيمها.' },
  example_missing: { summary: 'ينقص مثال.', advice: 'أدخل مثالًا لكل متغير.' },
  file_missing: { summary: 'ملف المثال غير موجود، أو لم يعد لدى Meta.', advice: 'ارفع الملف مرة أخرى.' },
  url: { summary: 'لا تقبل Meta عنوان أحد الأزرار.', advice: 'تحقق من العنوان.' },
  whatsapp_link: {
    summary: 'لا تقبل Meta روابط إلى WhatsApp في الأزرار.',
    advice: 'استخدم ردًا سريعًا أو زر اتصال.',
  },
  phone: { summary: 'لا تقبل Meta رقم هاتف أحد الأزرار.', advice: 'اكتبه مع رمز البلد.' },
  not_editable: {
    summary: 'لا تقبل Meta تعديلًا الآن.',
    advice: 'لا يمكن تعديل قالب قيد المراجعة. يمكن تعديل القالب المعتمد مرة في اليوم وعشر مرات في 30 يومًا.',
  },
  sample: { summary: 'هذا أحد أمثلة Meta، ولا يمكن تعديله أو حذفه.', advice: 'أنشئ قالبك الخاص.' },
  business_unverified: {
    summary: 'تقبل Meta قوالب المصادقة من الأنشطة التجارية الموثّقة فقط.',
    advice: 'وثّق نشاطك التجاري في Meta Business Suite.',
  },
  not_created: { summary: 'تعذّر على Meta إنشاء القالب.', advice: 'صغه بطريقة أخرى، أو حاول لاحقًا.' },
  no_permission: {
    summary: 'لا يحق لرمز الوصول إدارة القوالب.',
    advice: 'امنح مستخدم النظام الخاص به إذن whatsapp_business_management لهذا الحساب.',
  },
  too_many_requests: {
    summary: 'كانت هناك طلبات كثيرة جدًا لهذا الحساب.',
    advice: 'انتظر ساعة، ثم حاول مرة أخرى.',
  },
  policy: { summary: 'حظرت Meta ذلك على هذا الحساب.', advice: 'اسأل دعم الأعمال لدى Meta.' },
  gone: { summary: 'لم يعد هذا القالب لدى Meta.', advice: 'حمّل القائمة من جديد.' },
};
