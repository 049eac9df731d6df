import type { uploadQueue as en } from '../en/upload-queue.ts';
import type { Translated } from '../translated.ts';

export const uploadQueue: Translated<typeof en, 'ar'> = {
  page: {
    title: 'قائمة الرفع',
    open: 'كل عمليات الرفع',
    show: 'إظهار',
    filter: { all: 'الكل', going: 'جارية', waiting: 'منتظرة', failed: 'فاشلة', ready: 'منتهية' },
    filterCount: '{{filter}} {{count}}',
    empty: 'لا شيء يُرفع.',
    emptyHint: 'ما تستورده يُرفع تلقائيًا ما إن يوصل التخزين.',
    toCourses: 'الانتقال إلى الدورات',
    noneShown: 'لا رفع تحت «{{filter}}».',
    showAll: 'إظهار كل عمليات الرفع',
    selectTooLarge: 'تحديد ما لا تسعه الحصة',
    atTheTop: 'هو الأول من قبل',
    atTheEnd: 'هو الأخير من قبل',
    moved_zero: 'لم يُنقل شيء، من الرقم {{position}} من {{total}}',
    moved_one: 'صار «{{name}}» رقم {{position}} من {{total}}',
    moved_two: 'نُقلت عمليتا رفع، من الرقم {{position}} من {{total}}',
    moved_few: 'نُقلت {{count}} عمليات رفع، من الرقم {{position}} من {{total}}',
    moved_many: 'نُقلت {{count}} عملية رفع، من الرقم {{position}} من {{total}}',
    moved_other: 'نُقلت {{count}} عملية رفع، من الرقم {{position}} من {{total}}',
  },
};
