import type { access as english } from '../../en/console/access.ts';

export const access: typeof english = {
  yourNameHint: 'يراه فريقك بجانب ردودك وملاحظاتك.',
  yourName: 'اسمك',
  noPasskeyYet: (page) =>
    `لا أحد لديه مفتاح مرور بعد. يسجّل أحد المشرفين الدخول أولًا في \u2066${page}\u2069 برمز الإعداد.`,
  setupTokenHint: 'قيمة SETUP_TOKEN لهذا التثبيت.',
  firstSignIn: 'سجّل الدخول أول مرة برمز الإعداد، ثم أنشئ مفتاح المرور.',
  signInWithPasskey: 'تسجيل الدخول بمفتاح مرور',
  withSetupToken: 'استخدام رمز الإعداد',
  signInHint: 'استخدم بصمتك أو وجهك أو رمز PIN.',
  signInWindow: 'ستُفتح نافذة لصندوق الوارد لتسجّل الدخول فيها.',
  windowBlocked: 'حظر المتصفح النافذة. اسمح بها ثم حاول مرة أخرى.',
  welcome: (name) => `مرحبًا ${name}`,
  joinHint: 'أنشئ مفتاح مرور على هذا الجهاز. وهو يحل محل كلمة المرور: لا شيء لتتذكره.',
  passkeyCancelled: 'أُلغي الطلب أو انتهت المهلة. أول مرة هنا؟ استخدم رمز الإعداد أو اطلب دعوة.',
  passkeyKnown: 'لدى هذا الجهاز مفتاح مرور لصندوق الوارد بالفعل.',
  noOpener: 'أغلق هذه النافذة واضغط «تسجيل الدخول» مرة أخرى في الصفحة التي جئت منها.',
  siteNotAllowed: (origin) =>
    `لا يجوز لـ ${origin} عرض صندوق الوارد. اطلب من أحد المشرفين السماح به في الإعدادات: ستظهر هذه المحاولة هناك.`,
  teamInbox: 'صندوق وارد الفريق',
  setupToken: 'رمز الإعداد',
  signIn: 'تسجيل الدخول',
};
