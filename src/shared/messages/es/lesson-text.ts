import type { lessonText as en } from '../en/lesson-text.ts';
import type { Translated } from '../translated.ts';

export const lessonText: Translated<typeof en, 'es'> = {
  section: 'Texto',
  mode: 'Mostrar el texto',
  write: 'Escribir',
  read: 'Como lo ven los estudiantes',
  empty: 'Aún no hay texto.',
};
