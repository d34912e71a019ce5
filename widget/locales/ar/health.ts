import type { HealthWords } from '../worker-texts/health.ts';

const newToken =
  'في Meta Business Suite افتح الإعدادات ← مستخدمو النظام، وأنشئ لتطبيقك رمزًا بصلاحيتي \u2066whatsapp_business_management\u2069 و\u2066whatsapp_business_messaging\u2069 ومن دون تاريخ انتهاء، ثم أدخله في اتصال هذا الرقم.';
const signatureWrong = 'وصل webhook لهذا الرقم موقّع بالمفتاح السري لتطبيق آخر. المفاتيح المجرَّبة: {tried}.';
const notHere =
  'المشكلة في هذا الـ Worker وليست لدى Meta. اطّلع على سجلّه بالأمر npx wrangler tail، ثم انشره من جديد.';
const callbackFix =
  'صِل الرقم من جديد فيُضبط العنوان. أو الصق {url} مع verify token في WhatsApp → Configuration → Callback URL لدى Meta.';
const fieldsFix = 'اشترك فيها لدى Meta: تطبيقك ← WhatsApp → Configuration → Webhook fields.';
const newGraphVersion = 'اضبط GRAPH_VERSION على {current} في wrangler.toml، ثم انشر وأعد الفحص.';
const nameFix =
  'اطلب اسمًا آخر في WhatsApp Manager ← أرقام الهواتف. من دون اسم معتمد قد تُرفض الرسائل (131037).';
const qualityFix = 'العملاء يحظرون الرقم أو يبلّغون عنه. أرسل قوالب تسويقية أقل، وفقط إلى من وافقوا عليها.';
const limit =
  'يمكن لجميع أرقام النشاط معًا أن تبدأ مراسلة عملاء عددهم {limit} خلال 24 ساعة. عدد من راسلتهم حتى الآن: {count}.';
const waiting = {
  zero: 'لا رسائل بانتظار الإرسال.',
  one: 'رسالة واحدة بانتظار الإرسال.',
  two: 'رسالتان بانتظار الإرسال.',
  few: '{count} رسائل بانتظار الإرسال.',
  many: '{count} رسالة بانتظار الإرسال.',
  other: '{count} رسالة بانتظار الإرسال.',
};

const databaseSize = 'حجم قاعدة البيانات {gigabytes} غيغابايت من 10 غيغابايت كحد أقصى.';
const growing = {
  zero: 'حجم قاعدة البيانات {gigabytes} غيغابايت من 10 غيغابايت كحد أقصى. بالوتيرة الحالية ستمتلئ خلال {count} شهر.',
  one: 'حجم قاعدة البيانات {gigabytes} غيغابايت من 10 غيغابايت كحد أقصى. بالوتيرة الحالية ستمتلئ خلال شهر واحد.',
  two: 'حجم قاعدة البيانات {gigabytes} غيغابايت من 10 غيغابايت كحد أقصى. بالوتيرة الحالية ستمتلئ خلال شهرين.',
  few: 'حجم قاعدة البيانات {gigabytes} غيغابايت من 10 غيغابايت كحد أقصى. بالوتيرة الحالية ستمتلئ خلال {count} أشهر.',
  many: 'حجم قاعدة البيانات {gigabytes} غيغابايت من 10 غيغابايت كحد أقصى. بالوتيرة الحالية ستمتلئ خلال {count} شهرًا.',
  other:
    'حجم قاعدة البيانات {gigabytes} غيغابايت من 10 غيغابايت كحد أقصى. بالوتيرة الحالية ستمتلئ خلال {count} شهر.',
};
const makeRoom =
  'فعّل حذف الرسائل القديمة من الإعدادات › الاحتفاظ والتصدير قبل أن تمتلئ قاعدة البيانات. بعد امتلائها لا يمكن حفظ أي شيء.';

export const words: HealthWords = {
  not_checked: { summary: 'لم يُفحص لدى Meta بعد.', advice: 'اختر «إجراء الفحص».' },
  check_failed: {
    summary: 'لم تُجب Meta: {problem}',
    advice:
      'تحقق من رمز الوصول وصلاحياته (\u2066whatsapp_business_management, whatsapp_business_messaging\u2069)، ثم اختر «إجراء الفحص».',
  },

  webhooks_received: { summary: 'تصل إشعارات webhook لهذا الرقم.' },
  webhooks_never: {
    summary: 'لم ترسل Meta أي webhook لهذا الرقم بعد.',
    advice:
      'أرسل رسالة إلى الرقم من هاتف. إذا لم يصل شيء فاطّلع على البنود التالية. وإذا كنت تستخدم نطاقك الخاص فتحقق من جداره الناري أيضًا: يجب ألا تتلقى Meta منه 403 أو 418 أو 428. اسمح بمرور {path} بقاعدة WAF تتخطى كل شيء وأوقف Bot Fight Mode الذي لا تتخطاه أي قاعدة. أو استخدم عنوان workers.dev.',
  },
  app_secret_missing: {
    summary: 'لا يوجد مفتاح سري للتطبيق للتحقق من إشعارات webhook، لذلك تُرفض كلها.',
    advice:
      'أدخل المفتاح السري لتطبيقك لدى Meta (App settings → Basic) في اتصال هذا الرقم، أو اضبط META_APP_SECRET.',
  },
  signatures_valid: { summary: 'لم يُرفض أي webhook لهذا الرقم.' },
  signature_missing: { summary: 'رُفض webhook بلا توقيع. لم يكن من Meta.' },
  signature_wrong: {
    summary: signatureWrong,
    advice:
      'افتح لدى Meta التطبيق الذي يرسل إشعارات webhook هذه، وانسخ مفتاحه السري من App settings → Basic، وأدخله في اتصال هذا الرقم. تعيد Meta إرسال المرفوض حتى سبعة أيام.',
  },
  signature_wrong_earlier: {
    summary: signatureWrong,
    advice:
      'وصلت منذ ذلك الحين إشعارات صحيحة. إذا تكرر ذلك فهناك تطبيق آخر لك يرسل إشعارات webhook إلى هذا العنوان.',
  },
  self_test_passed: { summary: 'حُفظ webhook تجريبي موقّع.' },
  self_test_failed: { summary: 'لم يُحفظ webhook تجريبي موقّع: {problem}.', advice: notHere },
  self_test_lost: { summary: 'لم يصل webhook تجريبي موقّع.', advice: notHere },

  token_rejected: {
    summary: 'ترفض Meta رمز الوصول. لا يُرسل شيء، وتبقى الرسائل في قائمة الانتظار.',
    advice: newToken,
  },
  token_cannot_send: {
    summary: 'تنقص رمز الوصول صلاحية whatsapp_business_messaging، فلا يمكن إرسال أي رسالة.',
    advice: newToken,
  },
  token_cannot_manage: {
    summary: 'تنقص رمز الوصول صلاحية whatsapp_business_management، فلا يمكن قراءة القوالب والإعدادات.',
    advice: newToken,
  },
  token_valid: { summary: 'رمز الوصول صالح ولا تنتهي صلاحيته.' },
  token_expires: { summary: 'رمز الوصول صالح حتى تاريخ انتهائه.' },
  token_expires_soon: { summary: 'تنتهي صلاحية رمز الوصول قريبًا.', advice: newToken },

  graph_version_current: { summary: 'الإصدار المستخدم من Graph API هو {version}.' },
  graph_version_until: { summary: 'الإصدار المستخدم من Graph API هو {version}. تنهيه Meta في {day}.' },
  graph_version_ends_soon: {
    summary: 'تنهي Meta الإصدار {version} من Graph API في {day}.',
    advice: newGraphVersion,
  },
  graph_version_ended: { summary: 'أنهت Meta الإصدار {version} من Graph API.', advice: newGraphVersion },

  app_subscribed: { summary: 'يتلقى تطبيقك إشعارات webhook لحساب واتساب.' },
  app_not_subscribed: {
    summary: 'لا يتلقى تطبيقك إشعارات webhook لحساب واتساب.',
    advice: 'صِل الرقم من جديد فيشترك التطبيق. أو أرسل بنفسك POST /WABA_ID/subscribed_apps مع رمز الوصول.',
  },
  callback_correct: { summary: 'ترسل Meta إشعارات webhook إلى {url}.' },
  callback_unknown: { summary: 'لا تذكر Meta إلى أين ترسل إشعارات webhook.', advice: callbackFix },
  callback_elsewhere: {
    summary: 'ترسل Meta إشعارات webhook إلى {actual} وليس إلى {url}.',
    advice: callbackFix,
  },

  fields_unknown: {
    summary: 'لا يمكن معرفة حقول webhook المشترك فيها إلا بالمفتاح السري للتطبيق.',
    advice: 'أدخل المفتاح السري للتطبيق في اتصال هذا الرقم، ثم اختر «إجراء الفحص».',
  },
  fields_required_missing: {
    summary: 'لا تصل أي رسائل لأن حقل webhook ‏{fields} غير مشترك فيه.',
    advice: fieldsFix,
  },
  fields_useful_missing: {
    summary: 'الرسائل تصل. حقول webhook التالية غير مشترك فيها: {fields}.',
    advice: fieldsFix,
  },
  fields_elsewhere: {
    summary:
      'تصل الرسائل إلى هنا، لكن عنوان الاستدعاء للتطبيق هو {actual}. ترسل Meta إليه كل ما يخص الحساب: إلغاء الاشتراك التسويقي الذي يختاره العملاء في واتساب (user_preferences)، وتغييرات القوالب والجودة والحساب.',
    advice:
      'اجعل ذلك النظام يمرّر هذه الإشعارات إلى {url} دون تغيير. أو اجعل {url} عنوان الاستدعاء للتطبيق في WhatsApp → Configuration لدى Meta.',
  },
  fields_subscribed: { summary: 'جميع حقول webhook المستخدمة مشترك فيها.' },

  number_registered: { summary: 'الرقم مسجّل في Cloud API.' },
  number_not_registered: {
    summary: 'الرقم غير مسجّل في Cloud API ‏({platform}).',
    advice:
      'صِله من جديد وأدخل رقم PIN المكوّن من ستة أرقام فيُسجَّل. إذا كان لدى مزوّد آخر فيجب تحريره هناك أولًا.',
  },
  number_connected: { summary: 'الرقم متصل لدى Meta.' },
  number_status: {
    summary: 'حالة الرقم لدى Meta: ‏{status}.',
    advice: 'افتح WhatsApp Manager ← أرقام الهواتف لمعرفة السبب والحل.',
  },
  name_shown: { summary: 'يرى العملاء «{name}».' },
  name_missing: { summary: 'يرى العملاء الرقم، إذ ليس له اسم ظاهر.' },
  name_declined: { summary: 'رفضت Meta الاسم الظاهر «{name}».', advice: nameFix },
  name_expired: { summary: 'انتهى اعتماد الاسم الظاهر «{name}».', advice: nameFix },
  name_in_review: {
    summary: 'تراجع Meta الاسم الظاهر «{name}».',
    advice: 'انتظر، فقد يستغرق ذلك يومين. حتى ذلك الحين قد يرى العملاء الرقم بدلًا منه.',
  },
  quality_low: { summary: 'تقييم الجودة منخفض.', advice: qualityFix },
  quality_medium: { summary: 'تقييم الجودة متوسط.', advice: qualityFix },
  quality_high: { summary: 'تقييم الجودة مرتفع.' },
  quality_none: { summary: 'لا يوجد تقييم للجودة بعد، لأن الرسائل المرسلة قليلة.' },
  limit_none: {
    summary: 'لا يوجد حد. عدد العملاء الذين بدأت بمراسلتهم خلال آخر 24 ساعة: {count}.',
  },
  limit_unknown: {
    summary: 'لا تذكر Meta حدًّا. عدد العملاء الذين بدأت بمراسلتهم خلال آخر 24 ساعة: {count}.',
  },
  limit_open: { summary: limit },
  limit_near: {
    summary: limit,
    advice: 'انتظر قبل أن تراسل عملاء آخرين. الردود لا تُحتسب. ترفع Meta الحد تلقائيًا مع الاستخدام والجودة.',
  },
  throughput_none: {
    summary: 'لا يمكن للرقم الإرسال بعد، لأنه غير مسجّل.',
    advice: 'صِله من جديد برقم PIN المكوّن من ستة أرقام.',
  },
  throughput: { summary: 'حتى {rate} رسالة في الثانية.' },
  phone_app_used: {
    summary:
      'الرقم مستخدم أيضًا في تطبيق واتساب للأعمال. ما يُكتب هناك يظهر هنا. يمكن إرسال 20 رسالة في الثانية.',
  },
  phone_app_unused: { summary: 'الرقم غير مستخدم في تطبيق واتساب للأعمال.' },
  account_approved: { summary: 'اعتمدت Meta حساب واتساب.' },
  account_not_approved: {
    summary: 'مراجعة Meta لحساب واتساب: ‏{status}.',
    advice: 'افتح WhatsApp Manager ← نظرة عامة على الحساب لمعرفة ما ينقص.',
  },

  queue_empty: { summary: 'لا رسائل بانتظار الإرسال.' },
  queue_short: { summary: waiting },
  queue_long: {
    summary: waiting,
    advice: 'افتح دردشة فيها رسالة في قائمة الانتظار لمعرفة ما تنتظره.',
  },
  failures_none: { summary: 'لم تفشل أي رسالة خلال آخر سبعة أيام.' },
  failures: {
    summary: 'فشلت خلال آخر سبعة أيام:\n{reasons}',
    advice: 'في الدردشة تبيّن كل رسالة فاشلة ما العمل، وهل يمكن إرسالها مرة أخرى.',
  },
  events_read: { summary: 'أمكنت قراءة جميع الأحداث.' },
  events_unread: {
    summary: {
      zero: 'أمكنت قراءة جميع الأحداث.',
      one: 'تعذّرت قراءة حدث واحد أو حفظه. تجده مع السبب في «الأحداث الخام».',
      two: 'تعذّرت قراءة حدثين أو حفظهما. تجدهما مع السبب في «الأحداث الخام».',
      few: 'تعذّرت قراءة {count} أحداث أو حفظها. تجدها مع السبب في «الأحداث الخام».',
      many: 'تعذّرت قراءة {count} حدثًا أو حفظها. تجدها مع السبب في «الأحداث الخام».',
      other: 'تعذّرت قراءة {count} حدث أو حفظها. تجدها مع السبب في «الأحداث الخام».',
    },
    advice: 'حدّث البرنامج ثم أعد معالجتها. إذا بقي منها شيء فأبلغ عن أحدها.',
  },
  unrouted_none: { summary: 'لا تصل إشعارات webhook لأرقام غير متصلة.' },
  unrouted: {
    summary: {
      zero: 'لا تصل إشعارات webhook لأرقام غير متصلة.',
      one: 'تصل إشعارات webhook لرقم واحد غير متصل أو موقوف أو تابع لتطبيق آخر. لا يُرد عليها.',
      two: 'تصل إشعارات webhook لرقمين غير متصلين أو موقوفين أو تابعين لتطبيق آخر. لا يُرد عليها.',
      few: 'تصل إشعارات webhook لعدد {count} أرقام غير متصلة أو موقوفة أو تابعة لتطبيق آخر. لا يُرد عليها.',
      many: 'تصل إشعارات webhook لعدد {count} رقمًا غير متصل أو موقوف أو تابع لتطبيق آخر. لا يُرد عليها.',
      other: 'تصل إشعارات webhook لعدد {count} رقم غير متصل أو موقوف أو تابع لتطبيق آخر. لا يُرد عليها.',
    },
    advice: 'صِل الرقم، أو أنهِ اشتراكه لدى Meta. تجد القائمة في GET /api/unrouted.',
  },
  files_stored: { summary: 'تُحفظ الملفات في حاويتك (bucket).' },
  files_not_stored: {
    summary: 'لا تُحفظ الملفات هنا. يحذفها واتساب بعد بضعة أيام.',
    advice: 'فعّل R2 في حساب Cloudflare الخاص بك، ثم نفّذ npm run deploy.',
  },
  database_small: { summary: databaseSize },
  database_growing: { summary: growing },
  database_large: {
    summary: databaseSize,
    advice:
      'في خطة Cloudflare المجانية، يمكن لكل الأرقام معًا تخزين 5 غيغابايت. إن كنت تستخدمها، فانتقل إلى الخطة المدفوعة أو احذف الرسائل القديمة من الإعدادات › الاحتفاظ والتصدير.',
  },
  database_filling: { summary: growing, advice: makeRoom },
  database_almost_full: { summary: databaseSize, advice: makeRoom },
  archive_waits: {
    summary:
      'جميع الرسائل في قاعدة البيانات. عندما تتجاوز 6 غيغابايت، ينتقل محتوى الرسائل الأقدم من 90 يومًا إلى حاويتك (bucket).',
  },
  archive_used: { summary: 'الرسائل القديمة التي محتواها في حاويتك (bucket): {count}. وتُقرأ من هناك.' },
  archive_without_bucket: {
    summary:
      'بدون حاوية (bucket) تبقى جميع الرسائل في قاعدة البيانات. يصبح ذلك مهمًا عندما تتجاوز 6 غيغابايت.',
    advice: 'فعّل R2 في حساب Cloudflare الخاص بك، ثم نفّذ npm run deploy.',
  },
  archive_wanted: {
    summary: 'تجاوزت قاعدة البيانات 6 غيغابايت، ولا توجد حاوية (bucket) للرسائل القديمة.',
    advice: 'فعّل R2 في حساب Cloudflare الخاص بك، ثم نفّذ npm run deploy.',
  },
  archive_lost: {
    summary: 'ملفات الأرشيف الناقصة في حاويتك (bucket): {count}. تظهر رسائلها بلا محتوى.',
    advice: 'استعد هذه الملفات، أو صِل الحاوية التي تحتويها، ثم نفّذ npm run deploy.',
  },
};
