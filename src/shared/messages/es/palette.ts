import type { palette as en } from '../en/palette.ts';
import type { Translated } from '../translated.ts';

export const palette: Translated<typeof en, 'es'> = {
  title: 'Ir a cualquier parte',
  search: 'Orden, curso o lección',
  list: 'Lo que coincide',
  course: 'Curso',
  inChapter: '{{course}} › {{chapter}}',
  none: 'Ninguna orden, curso o lección se llama «{{search}}».',
  more: 'Hay más: escribe otra palabra del título.',
  failed: 'Ahora mismo no se pueden leer cursos ni lecciones. Las órdenes funcionan.',
};
