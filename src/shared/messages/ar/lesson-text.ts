import type { lessonText as en } from '../en/lesson-text.ts';
import type { Translated } from '../translated.ts';

export const lessonText: Translated<typeof en, 'ar'> = {
  section: 'النص',
  mode: 'عرض النص',
  write: 'كتابة',
  read: 'كما يراه الطلاب',
  empty: 'لا نص بعد.',
};
