import type { lessonDetails as en } from '../en/lesson-details.ts';
import type { Translated } from '../translated.ts';

export const lessonDetails: Translated<typeof en, 'ar'> = {
  section: 'التفاصيل',
  field: {
    description: 'الوصف',
    status: 'الحالة',
    freePreview: 'معاينة مجانية: يرى هذا الدرس الجميع',
    dripText: 'الأيام بعد التسجيل',
    tags: 'الوسوم',
  },
  status: { ready: 'جاهز', draft: 'مسودة' },
  preview: { yes: 'يراه الجميع', no: 'للطلاب فقط' },
  hint: { drip: 'متى يراه الطلاب. فارغ: فورًا.' },
  fault: { drip: 'عدد صحيح من الأيام، {{max}} على الأكثر.' },
};
