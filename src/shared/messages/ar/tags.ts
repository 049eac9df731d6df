import type { tags as en } from '../en/tags.ts';
import type { Translated } from '../translated.ts';

export const tags: Translated<typeof en, 'ar'> = {
  label: 'الوسوم',
  hint: 'مفتاح الإدخال أو الفاصلة يضيف وسمًا.',
  none: 'لا وسوم',
  offered: 'وسوم مساحة العمل هذه',
  takeOff: 'رفع الوسم «{{name}}»',
  tooMany: '{{max}} وسم على الأكثر.',
  fault: 'أحدها طويل جدًا.',
  all: 'الوسوم: {{list}}',
  title: 'الوسوم',
  about: 'الاسم الذي يتغير أو يُزال هنا يتغير في كل دورة وكل درس.',
  empty: 'لا وسوم بعد. توضع على الدورات والدروس في تفاصيلها.',
  nameOf: 'اسم الوسم «{{name}}»',
  uses: '{{courses}} · {{lessons}}',
  merges: 'يوجد «{{name}}» من قبل: يصير الاثنان واحدًا.',
  remove: 'إزالة الوسم «{{name}}» من كل شيء',
  renamed: 'صار «{{name}}» باسم «{{to}}»',
  removed: 'أُزيل الوسم «{{name}}»',
  done: 'تم',
  add: 'إضافة وسوم إلى الكل',
};
