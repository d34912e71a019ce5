import type { CardStrings } from '../card.ts';

export const words: CardStrings = {
  chat: 'راسلنا على واتساب',
  message: 'رسالتك',
  start: 'بدء المحادثة',
  openWeb: 'فتح واتساب ويب',
  useCode: 'رمز QR',
  scan: 'امسح هذا الرمز بهاتفك',
  code: 'رمز QR يفتح المحادثة على هاتفك',
  choose: 'إلى من تريد أن تكتب؟',
  back: 'رجوع',
  close: 'إغلاق',
  isOpen: 'متاح الآن',
  isClosed: 'مغلق الآن',
  repliesFrom: 'نرد {day} من الساعة {time}',
  opensAt: 'مغلق. نفتح {day} الساعة {time}',
  leaveMessage: 'يمكنك مراسلتنا على أي حال، وسنرد عند عودتنا.',
  details: 'التفاصيل',
};
