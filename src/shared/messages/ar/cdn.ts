import type { cdn as en } from '../en/cdn.ts';
import type { Translated } from '../translated.ts';

export const cdn: Translated<typeof en, 'ar'> = {
  title: 'شبكة CDN',
  hint: 'اختياري. حيث يجد الجمهور ملفاتك أسرع من الحاوية. يشغّل Lectern الملفات المخزّنة من هناك أيضًا.',
  baseUrl: 'العنوان الأساسي',
  baseUrlHint: 'يوضع اسم الملف المخزّن خلفه، مثل https://cdn.example.com/file/our-bucket',
  zoneId: 'معرّف النطاق',
  zoneIdHint: 'في موقع Cloudflare: صفحة نطاقك، في الجانب. ما يُحذف يُزال عندها من هناك أيضًا.',
  apiToken: 'رمز API',
  tokenHint: 'أنشئ رمزًا بإذن «Cache Purge» لهذا النطاق. يُحفظ في مخزن كلمات المرور لهذا الحاسوب.',
  tokenSaved: 'محفوظ. اترك الحقل فارغًا للإبقاء عليه.',
  test: 'اختبار CDN',
  save: 'حفظ CDN',
  saved: 'حُفظت CDN',
  result: {
    OK: 'تقبل CDN طلباتنا لإزالة الملفات.',
    INCOMPLETE: 'املأ العنوان الأساسي ومعرّف النطاق ورمز API لاختبارها.',
    REFUSED: 'لا تقبل Cloudflare هذا الرمز. أنشئ رمزًا بإذن «Cache Purge» لهذا النطاق.',
    NO_ZONE: 'لا تعرف Cloudflare هذا النطاق، أو العنوان الأساسي ليس ضمنه. تحقق من كليهما.',
    UNREACHABLE: 'لا يمكن الوصول إلى Cloudflare. تحقق من اتصال الشبكة، ثم اختبر من جديد.',
    SERVER: 'لم تستطع Cloudflare الرد. حاول من جديد بعد بضع دقائق.',
  },
};
