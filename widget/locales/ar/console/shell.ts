import type { shell as english } from '../../en/console/shell.ts';

export const shell: typeof english = {
  tokenRejected: 'يرفض واتساب رمز الوصول. لا يُرسل شيء حتى تضيف رمزًا جديدًا، وتبقى الرسائل في قائمة الانتظار.',
  tokenExpires: (moment) => `تنتهي صلاحية رمز الوصول في ${moment}. أضف رمزًا جديدًا قبل ذلك وإلا فلن يُرسل شيء.`,
  webhookNotSubscribed: 'رسائل العملاء لا تصل: التطبيق غير مشترك في حساب واتساب.',
  webhookNoField: 'رسائل العملاء لا تصل: حقل webhook ‏«messages» غير مشترك فيه.',
  webhookElsewhere: 'رسائل العملاء لا تصل: ترسلها Meta إلى عنوان آخر.',
  webhookSilent: 'توقفت إشعارات webhook: لم ترسل Meta حالة الرسائل المرسلة قبل ساعة.',
  numberStatus: (status) => `حالة الرقم لدى Meta: ‏${status}.`,
  endpointFailing: (name, since) =>
    `لم يستلم webhook ‏«${name}» شيئًا منذ ${since}. تنتظر الأحداث وتُسلَّم لاحقًا.`,
  botStoppedLooping: (name, at) => `أُوقف البوت «${name}» في دردشة في ${at}. أرسل أكثر من 20 رسالة في دقيقة.`,
  messageFrom: (name) => `رسالة جديدة من ${name}`,
  pushWorks: 'الإشعارات تعمل على هذا الجهاز.',
  weekInFigures: (received, sent, resolved, waiting) =>
    `الأسبوع الماضي: ${received} واردة، ${sent} مرسلة، ${resolved} محلولة. ينتظر الآن: ${waiting}.`,
};
