import type { settings as english } from '../../en/console/settings.ts';

export const settings: typeof english = {
  lastUsed: (moment) => `آخر استخدام ${moment}`,
  remove: 'إزالة',
  profileTitle: 'ملف النشاط',
  linksTitle: 'رموز QR',
  templatesTitle: 'القوالب',
  buttonTitle: 'الزر',
  saved: 'تم الحفظ.',
  settingsGroups: {
    you: 'أنت',
    number: 'الرقم',
    team: 'الفريق',
    developers: 'المطورون',
    data: 'البيانات',
  },
  back: 'رجوع',
  retention: 'الاحتفاظ والتصدير',
  data: 'البيانات',
  enterPin: 'أدخل الأرقام الستة.',
  enterName: 'أدخل اسمًا.',
  unsavedChanges: 'تغييرات غير محفوظة',
  replyButtonsWrong: 'ثلاثة أزرار على الأكثر، بطول 20 حرفًا لكل منها.',
};
