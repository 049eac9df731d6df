import type { startProblem as en } from '../en/start-problem.ts';
import type { Translated } from '../translated.ts';

export const startProblem: Translated<typeof en, 'ar'> = {
  NEWER_VERSION: {
    title: 'حفظ دوراتك إصدار أحدث من Lectern.',
    hint: 'لا يستطيع هذا الإصدار قراءتها، فلم يمسها. ثبّت أحدث إصدار من Lectern، ثم افتحه من جديد.',
  },
  CORRUPT: {
    title: 'ملف بيانات Lectern تالف.',
    hint:
      'لم يُمس، ومقاطع الفيديو لم تتأثر. يمكنك تنحيته: يُحتفظ به للدعم، ويفتح Lectern آخر نسخة احتياطية سليمة، أو يبدأ فارغًا ' +
      'إن لم تكن هناك نسخة، وحين يكون الدخول مسجّلًا يعود كل ما وصل إلى السحابة.',
  },
  CANNOT_OPEN: {
    title: 'لا يستطيع Lectern فتح ملف بياناته.',
    hint: 'لم يتغير شيء. تحقق من حقك في القراءة والكتابة في مجلد البيانات، ثم أعد المحاولة.',
  },
  DISK_FULL: {
    title: 'القرص ممتلئ، فلا يستطيع Lectern فتح دوراتك.',
    hint: 'لم يضِع شيء. أفرغ بعض المساحة، ثم أعد المحاولة.',
  },
  NETWORK_PATH: {
    title: 'مجلد بيانات Lectern على قرص شبكة.',
    hint: 'كان حاسوبان سيتلفان ملف البيانات هناك، فلم يمسه Lectern. انقل المجلد إلى قرص لهذا الحاسوب، ثم أعد المحاولة.',
  },
  POLICY_INVALID: {
    title: 'في ملف إعدادات مؤسستك خطأ.',
    hint: 'لا يفتح Lectern بنصف الإعدادات. لم يتغير شيء. أخبر قسم تقنية المعلومات، ثم أعد المحاولة.',
  },
  still: 'ما زال الأمر كذلك.',
  showDataFolder: 'إظهار مجلد البيانات',
  setAside: 'تنحيته والمتابعة',
  quit: 'إنهاء Lectern',
};
