import type { richText as en } from '../en/rich-text.ts';
import type { Translated } from '../translated.ts';

export const richText: Translated<typeof en, 'ar'> = {
  editor: 'محرر النص',
  toolbar: 'التنسيق',
  loading: 'جارٍ فتح المحرر',
  address: 'عنوان الرابط',
  setLink: 'وضع الرابط',
  removeLink: 'إزالة الرابط',
  fault: { address: 'اكتب عنوانًا يبدأ بـ https:// أو http:// أو mailto:.' },
  tool: {
    undo: 'التراجع عن الكتابة',
    redo: 'إعادة الكتابة',
    heading: 'عنوان رئيسي',
    subheading: 'عنوان فرعي',
    bold: 'غامق',
    italic: 'مائل',
    strike: 'يتوسطه خط',
    code: 'شيفرة',
    bullets: 'قائمة نقطية',
    numbers: 'قائمة مرقمة',
    quote: 'اقتباس',
    codeBlock: 'كتلة شيفرة',
    link: 'رابط',
    picture: 'صورة…',
  },
};
