import type { shortcuts as en } from '../en/shortcuts.ts';
import type { Translated } from '../translated.ts';

export const shortcuts: Translated<typeof en, 'ar'> = {
  title: 'اختصارات لوحة المفاتيح',
  search: 'البحث بالكلمات أو المفاتيح',
  what: 'ما يفعله',
  keys: 'المفاتيح',
  none: 'لا اختصار يطابق «{{search}}».',
  group: { everywhere: 'في كل مكان', here: 'لما هو محدد', lists: 'في القوائم', player: 'في المشغّل' },
  change: 'تغيير المفاتيح…',
  verb: {
    rename: 'إعادة التسمية',
    delete: 'حذف',
    duplicate: 'تكرار',
    edit: 'تحرير معًا',
    add: 'إضافة درس',
    addGroup: 'إضافة فصل',
    moveTo: 'نقل إلى…',
    moveUp: 'نقل إلى أعلى',
    moveDown: 'نقل إلى أسفل',
    moveChapterUp: 'نقل الفصل إلى أعلى',
    moveChapterDown: 'نقل الفصل إلى أسفل',
  },
  list: {
    all: 'تحديد الكل',
    extend: 'التحديد حتى الصف التالي',
    toggle: 'إضافة الصف إلى التحديد أو إخراجه',
    clear: 'إلغاء التحديد',
  },
  player: {
    play: 'تشغيل أو إيقاف مؤقت',
    back: '10 ثوانٍ إلى الوراء',
    on: '10 ثوانٍ إلى الأمام',
    mute: 'تشغيل الصوت أو كتمه',
    captions: 'إظهار الترجمة النصية أو إخفاؤها',
    mark: 'يبدأ هنا فصل',
    full: 'ملء الشاشة',
  },
};
