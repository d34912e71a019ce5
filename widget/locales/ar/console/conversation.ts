import { counted } from '../../counted.ts';
import type { conversation as english } from '../../en/console/conversation.ts';

const say = counted('ar');

const together = new Intl.ListFormat('ar');

export const conversation: typeof english = {
  alsoViewing: (names) =>
    `${together.format(names)}: ${say(names.length, { one: 'يطّلع', two: 'يطّلعان', other: 'يطّلعون' })} على هذه الدردشة أيضًا`,
  answeredMeanwhile: (name) => `ردّ ${name} وأنت تكتب:`,
  phoneApp: 'تطبيق الهاتف',
  sendAnyway: 'إرسال على أي حال',
  forwardQuestion: (name) => `هل تريد إعادة التوجيه إلى \u2068${name}\u2069؟`,
  chooseAnother: 'اختيار دردشة أخرى',
  groupReadOnly: 'يمكنك قراءة هذه المجموعة هنا، ولا يمكنك الكتابة فيها.',
  assignee: 'مُسندة إلى',
  me: 'أنا',
  transferNote: 'ملاحظة لمن تُسند إليه (اختياري)',
  snoozedUntil: (moment) => `مؤجلة حتى ${moment}`,
  blocked: 'محظور',
  noMarketing: 'بلا تسويق',
  windowTitle: 'نافذة الرد',
  identityChanged: 'ربما صار هذا الرقم لشخص آخر. تأكد ممن يكتب قبل أن ترد.',
  acceptIdentity: 'هو العميل نفسه',
  assignedToOther: (name) => `مُسندة إلى ${name}.`,
  notAssigned: 'غير مُسندة.',
  takeOver: 'تولّيها',
  writeReply: 'رد',
  writeNote: 'ملاحظة',
  writeWhat: 'رد أو ملاحظة',
  whoAnswers: 'من يرد',
  automationOn: 'الرد الآلي يعمل',
  automationOnHint: 'يتوقف الرد الآلي مؤقتًا عندما يرد أحد أعضاء الفريق.',
  automationPausedUntil: (moment) => `الرد الآلي متوقف مؤقتًا حتى ${moment}`,
  automationPaused: 'الرد الآلي متوقف مؤقتًا',
  automationPausedHint: 'يعمل الرد الآلي من جديد عندما تستأنفه أو تنهي الدردشة.',
  automationOff: 'الرد الآلي معطّل',
  automationOffHint: 'الرد الآلي معطّل في هذه الدردشة إلى أن تشغّله.',
  automationStopped: 'الرد الآلي متوقف مؤقتًا لهذا الرقم',
  automationStoppedHint: 'يمكن لأحد المشرفين استئنافه في الإعدادات.',
  takeOverAutomation: 'تولّي الدردشة',
  resumeAutomation: 'استئناف الرد الآلي',
  turnAutomationOff: 'تعطيل في هذه الدردشة',
  turnAutomationOn: 'تشغيل الرد الآلي',
};
