import type { NoticeWords } from '../worker-texts/notices.ts';

const seeViolation = 'افتح WhatsApp Manager لمعرفة المخالفة ومدتها، ولطلب مراجعة.';
const sendLess = 'أرسل قوالب تسويقية أقل. يرتفع الحد من جديد مع الجودة.';
const seeManager = 'التفاصيل في WhatsApp Manager.';

export const words: NoticeWords = {
  quality_flagged: {
    summary: 'جودة الرقم منخفضة: العملاء يحظرونه أو يبلّغون عنه.',
    advice: 'أرسل قوالب تسويقية أقل، وفقط إلى من وافقوا عليها. تعيد Meta الفحص خلال سبعة أيام.',
  },
  quality_restored: { summary: 'عادت جودة الرقم جيدة.' },
  quality_checked: { summary: 'فحصت Meta جودة الرقم.' },
  quality_event: { summary: 'فحصت Meta جودة الرقم ({event}).' },
  limit_lowered: { summary: 'انخفض حد الرسائل.', advice: sendLess },
  limit_lowered_to: { summary: 'انخفض حد الرسائل إلى {to}.', advice: sendLess },
  limit_lowered_from: { summary: 'انخفض حد الرسائل من {from} إلى {to}.', advice: sendLess },
  limit_raised: { summary: 'ارتفع حد الرسائل.' },
  limit_raised_to: { summary: 'ارتفع حد الرسائل إلى {to}.' },
  limit_raised_from: { summary: 'ارتفع حد الرسائل من {from} إلى {to}.' },
  limit_removed: { summary: 'لم يعد هناك حد للرسائل.' },
  limit_is: { summary: 'حد الرسائل هو {to}.' },
  throughput_raised: { summary: 'يمكن للرقم الآن إرسال {rate} رسالة في الثانية.' },
  business_limits_changed: { summary: 'غيّرت Meta حدود النشاط.' },
  business_limit: { summary: 'عدد المحادثات التي يمكن للنشاط بدؤها خلال 24 ساعة: {limit}.' },

  name_approved: { summary: 'تم اعتماد الاسم الظاهر «{name}».' },
  name_rejected: {
    summary: 'لم يُعتمد الاسم الظاهر «{name}»: ‏{reason}.',
    advice: 'اطلب في WhatsApp Manager اسمًا آخر يطابق الاسم الذي يستخدمه النشاط في غير واتساب.',
  },

  account_rejected: {
    summary: 'رفضت Meta الحساب.',
    advice: 'اطّلع على السبب في WhatsApp Manager، واطلب مراجعة هناك.',
  },
  account_reviewed: { summary: 'راجعت Meta الحساب: ‏{decision}.' },
  account_restored: { summary: 'عاد الحساب إلى العمل.' },
  account_disabling: { summary: 'تعطّل Meta الحساب ({state}).', advice: seeViolation },
  account_violation: { summary: 'يخالف الحساب إحدى السياسات: ‏{violation}.', advice: seeViolation },
  account_restricted: { summary: 'الحساب مقيّد: ‏{kinds}.', advice: seeViolation },
  account_restricted_somehow: { summary: 'الحساب مقيّد. لا تذكر Meta كيف.', advice: seeViolation },
  account_deleted: {
    summary: 'حُذف الحساب.',
    advice: 'لا يمكن إرسال شيء أو استلامه. صِل حسابًا آخر.',
  },
  account_offboarded: {
    summary:
      'خرج الرقم من Cloud API: نُقل تطبيق واتساب للأعمال الخاص به إلى هاتف آخر، أو أُعيد تثبيته أو تسجيله.',
    advice:
      'لا يمكن إرسال شيء أو استلامه هنا حتى يعود. أبقِ الخدمات المرتبطة مفعّلة أثناء التسجيل على الهاتف، فيعود الرقم خلال دقائق. وإلا فصِل الرقم من جديد.',
  },
  account_reconnected: { summary: 'عاد الرقم إلى Cloud API إلى جانب تطبيق واتساب للأعمال.' },
  app_removed: {
    summary: 'أُزيل التطبيق من الحساب.',
    advice: 'لم تعد الرسائل تصل. صِل الرقم من جديد ليتلقى التطبيق إشعارات webhook الخاصة به.',
  },
  account_event: { summary: 'الحساب: ‏{event}.' },

  template_rejected: {
    summary: 'رفضت Meta القالب «\u2068{name}\u2069» (\u2068{language}\u2069). لا يمكن إرساله.',
    advice: 'افتحه في الإعدادات › القوالب لترى السبب، ثم عدّله.',
  },
  template_paused: {
    summary: 'أوقفت Meta القالب «\u2068{name}\u2069» (\u2068{language}\u2069) مؤقتًا. لا يمكن إرساله.',
    advice: 'يحظره العملاء أو يبلغون عنه. أرسل شيئًا آخر حتى تستأنفه Meta، أو عدّله في الإعدادات › القوالب.',
  },
  template_disabled: {
    summary: 'عطّلت Meta القالب «\u2068{name}\u2069» (\u2068{language}\u2069) نهائيًا.',
    advice: 'حظره العملاء أو أبلغوا عنه مرارًا. اكتب قالبًا جديدًا، واحذف هذا في الإعدادات › القوالب.',
  },
  template_now_marketing: {
    summary:
      'تنقل Meta القالب «\u2068{name}\u2069» (\u2068{language}\u2069) إلى فئة التسويق. يُحتسب سعره كتسويق.',
    advice:
      'لم يعد يصل إلى العملاء الذين ألغوا التسويق. إذا لم يكن ترويجًا، فعدّله في الإعدادات › القوالب، أو اطلب مراجعة في WhatsApp Manager.',
  },
  template_now_utility: {
    summary:
      'تنقل Meta القالب «\u2068{name}\u2069» (\u2068{language}\u2069) إلى فئة الخدمة. يُحتسب سعره كخدمة.',
  },
  template_now_authentication: {
    summary:
      'تنقل Meta القالب «\u2068{name}\u2069» (\u2068{language}\u2069) إلى فئة المصادقة. يُحتسب سعره كمصادقة.',
  },
  template_moved: {
    summary:
      'تنقل Meta القالب «\u2068{name}\u2069» (\u2068{language}\u2069) إلى الفئة \u2068{category}\u2069. يُحتسب سعره بحسب هذه الفئة.',
  },

  bot_hook_failing: {
    summary: 'أخفق webhook البوت «{name}» ثلاث مرات متتالية، ويرد البديل عنه.',
    advice: 'افتح الإعدادات › الرد الآلي، واعرف السبب ضمن webhook البوت، واختبره هناك.',
  },
  assistant_budget_day: {
    summary: 'استخدم المساعد 80% من ميزانيته لليوم.',
    advice: 'عند نفادها يرد الفريق. غيّرها في الإعدادات › المساعد.',
  },
  assistant_budget_month: {
    summary: 'استخدم المساعد 80% من ميزانيته لهذا الشهر.',
    advice: 'عند نفادها يرد الفريق. غيّرها في الإعدادات › المساعد.',
  },
  free_messages_nearly_used: {
    summary: 'استُخدم 80% من رسائل الخدمة المجانية للرقم هذا الشهر، وعددها 1000.',
    advice:
      'يحتسب واتساب رسوم ما يزيد على ذلك. ومن دون طريقة دفع لدى Meta لا يُسلَّم: أضف واحدة في WhatsApp Manager.',
  },

  meta_alert: { summary: '{description}', advice: seeManager },
  meta_alert_kind: { summary: 'تحذّر Meta: ‏{kind}.', advice: seeManager },
  pin_event: {
    summary: 'رقم PIN الخاص بالرقم: ‏{event}.',
    advice: 'إذا لم يفعل ذلك أحد من فريقك، فتحقق في Meta Business Suite ممن يمكنهم إدارة الحساب.',
  },
};
