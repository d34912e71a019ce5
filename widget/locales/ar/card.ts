import type { CardStrings } from '../card.ts';

export const words: CardStrings = {
  chat: 'راسلنا على واتساب',
  open: 'فتح واتساب',
  openApp: 'فتح التطبيق',
  openWeb: 'فتح واتساب ويب',
  scan: 'أو امسح هذا الرمز بهاتفك',
  code: 'رمز QR يفتح المحادثة على هاتفك',
  choose: 'إلى من تريد أن تكتب؟',
  back: 'رجوع',
  close: 'إغلاق',
  isOpen: 'متاح الآن',
  isClosed: 'مغلق الآن',
  closedUntil: 'مغلق. نعود {time}',
  leaveMessage: 'يمكنك مراسلتنا على أي حال، وسنرد عند عودتنا.',
  details: 'التفاصيل',
};
