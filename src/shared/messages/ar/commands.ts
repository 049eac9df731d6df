import type { command as en } from '../en/commands.ts';
import type { Translated } from '../translated.ts';

export const command: Translated<typeof en, 'ar'> = {
  palette: 'الانتقال إلى أي شيء…',
  new: 'دورة جديدة',
  import: 'استيراد مجلد…',
  importArchive: 'استيراد أرشيف…',
  export: 'تصدير الدورة…',
  exportOutline: 'تصدير المخطط بصيغة CSV…',
  importOutline: 'استيراد المخطط من CSV…',
  save: 'حفظ التغييرات',
  undo: 'تراجع',
  redo: 'إعادة',
  history: 'السجل',
  search: 'بحث',
  replace: 'البحث والاستبدال…',
  courses: 'الدورات',
  uploads: 'قائمة الرفع',
  trash: 'سلة المحذوفات',
  changes: 'تغييرات بانتظار المزامنة',
  tags: 'كل الوسوم…',
  settings: 'الإعدادات…',
  sidebar: 'إظهار الشريط الجانبي أو إخفاؤه',
  newWindow: 'نافذة جديدة',
  shortcuts: 'اختصارات لوحة المفاتيح',
};
