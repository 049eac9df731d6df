import type { lessonMarks as en } from '../en/lesson-marks.ts';
import type { Translated } from '../translated.ts';

export const lessonMarks: Translated<typeof en, 'ar'> = {
  section: 'فصول الفيديو',
  none: 'شغّل الفيديو واضغط C حيث يبدأ فصل.',
  add: 'إضافة فصل عند {{time}}',
  addKey: 'C',
  list: 'فصول الفيديو',
  time: 'وقت «{{title}}»',
  timeFault: 'اكتب وقتًا مثل 1:05 ليس لفصل آخر.',
  title: 'عنوان الفصل عند {{time}}',
  jump: 'التشغيل من {{time}}',
  remove: 'إزالة الفصل عند {{time}}',
  untitled: 'بلا عنوان',
  taken: 'يوجد فصل عند {{time}} من قبل',
  rules: 'ما تطلبه مواقع الفيديو من الفصول',
  rule: {
    atZero: 'يبدأ أولها عند 0:00',
    three: 'هي ثلاثة على الأقل',
    length: 'مدة كل منها 10 ثوانٍ أو أكثر',
    titled: 'لكل منها عنوان',
    within: 'بعضها بعد نهاية الفيديو',
  },
  met: 'نعم',
  unmet: 'ليس بعد',
};
