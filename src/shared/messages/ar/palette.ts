import type { palette as en } from '../en/palette.ts';
import type { Translated } from '../translated.ts';

export const palette: Translated<typeof en, 'ar'> = {
  title: 'الانتقال إلى أي شيء',
  search: 'أمر أو دورة أو درس',
  list: 'ما يطابق',
  course: 'دورة',
  inChapter: '{{course}} › {{chapter}}',
  none: 'لا أمر ولا دورة ولا درس باسم «{{search}}».',
  more: 'يوجد المزيد: اكتب كلمة أخرى من العنوان.',
  failed: 'لا يمكن قراءة الدورات والدروس الآن. الأوامر تعمل.',
};
