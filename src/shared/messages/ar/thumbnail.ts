import type { thumbnail as en } from '../en/thumbnail.ts';
import type { Translated } from '../translated.ts';

export const thumbnail: Translated<typeof en, 'ar'> = {
  section: 'الصورة المصغرة',
  fromVideo: 'من الفيديو…',
  chooseFile: 'اختيار صورة…',
  remove: 'إزالة',
  frames: 'صور من الفيديو',
  frame: 'لقطة عند {{time}}',
  taking: 'جارٍ النظر في الفيديو…',
  noFrames: 'لا يمكن أخذ صورة من هذا الفيديو هنا. اختر صورة لك.',
  unreadable: 'هذا الملف ليس صورة يمكن عرضها.',
  set_zero: 'لم توضع صورة مصغرة',
  set_one: 'وُضعت الصورة المصغرة',
  set_two: 'وُضعت الصورة المصغرة لدرسين',
  set_few: 'وُضعت الصورة المصغرة لـ{{count}} دروس',
  set_many: 'وُضعت الصورة المصغرة لـ{{count}} درسًا',
  set_other: 'وُضعت الصورة المصغرة لـ{{count}} درس',
  removed_zero: 'لم تُزل صورة مصغرة',
  removed_one: 'أُزيلت الصورة المصغرة',
  removed_two: 'أُزيلت الصورة المصغرة من درسين',
  removed_few: 'أُزيلت الصورة المصغرة من {{count}} دروس',
  removed_many: 'أُزيلت الصورة المصغرة من {{count}} درسًا',
  removed_other: 'أُزيلت الصورة المصغرة من {{count}} درس',
};
