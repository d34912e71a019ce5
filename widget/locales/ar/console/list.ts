import { counted } from '../../counted.ts';
import type { list as english } from '../../en/console/list.ts';

const say = counted('ar');

export const list: typeof english = {
  searchPartial: 'لا يزال تجهيز الرسائل الأقدم للبحث جاريًا.',
  moreFound: 'المزيد من الرسائل',
  assign: 'إسناد',
  selectAll: 'تحديد الكل',
  clearSelection: 'إلغاء التحديد',
  bulkActions: 'إجراءات للمحدد',
  filter: 'تصفية',
  filters: (count) =>
    say(count, {
      one: 'عامل تصفية واحد',
      two: 'عاملا تصفية',
      few: '# عوامل تصفية',
      many: '# عامل تصفية',
      other: '# عامل تصفية',
    }),
  sortBy: 'الترتيب حسب',
  sorts: { newest: 'الأحدث', waiting: 'الأطول انتظارًا', closing: 'الأقرب إلى إغلاق النافذة' },
  stateName: 'الحالة',
  anyState: 'أي حالة',
  onlyUnread: 'غير مقروءة',
  onlyNeedsReply: 'تحتاج إلى رد',
  windowName: 'نافذة الرد',
  windows: { open: 'النافذة مفتوحة', closing: 'تُغلق خلال ساعتين', closed: 'النافذة مغلقة' },
  assigneeName: 'مُسندة إلى',
  myTeams: 'فرقي',
  selectConversations: 'تحديد دردشات',
  removeFilter: (name: string) => `إزالة عامل التصفية: ${name}`,
  view: 'العرض',
  saveView: 'حفظ العرض',
  editView: 'تعديل العرض',
  viewName: 'الاسم',
  shareView: 'مشاركته مع الفريق',
  viewOfAnother: 'لا يمكن تغيير هذا العرض إلا لمن شاركه أو لمشرف. ستحفظ هنا نسخة لك.',
  deleteView: 'حذف العرض',
  deleteViewQuestion: (name: string) => `هل تريد حذف العرض «${name}»؟`,
  deleteViewShared: 'سيختفي لدى الفريق كله.',
  sourcePage: 'صفحة المصدر',
};
