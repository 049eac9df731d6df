import type { trash as en } from '../en/trash.ts';
import type { Translated } from '../translated.ts';

export const trash: Translated<typeof en, 'es'> = {
  title: 'Papelera',
  loading: 'Leyendo la papelera',
  nothing: 'La papelera está vacía.',
  nothingHint: 'Lo que se elimina puede volver desde aquí durante 90 días.',
  kind: { course: 'Curso', chapter: 'Capítulo', lesson: 'Lección' },
  times: 'eliminado {{deleted}}, se conserva hasta {{until}}',
  restore: 'Restaurar',
  restoreOf: 'Restaurar «{{title}}»',
  restored: 'Se ha restaurado «{{title}}»',
  purged_one: '{{count}} elemento eliminado para siempre',
  purged_other: '{{count}} elementos eliminados para siempre',
  empty: 'Vaciar la papelera…',
  purgeVerb: 'Eliminar para siempre…',
  purgeOf: 'Eliminar para siempre…: «{{title}}»',
  purge: 'Eliminar para siempre',
  purgeOne: '¿Eliminar «{{title}}» para siempre?',
  purgeMany_one: '¿Eliminar {{count}} elemento para siempre?',
  purgeMany_other: '¿Eliminar {{count}} elementos para siempre?',
  purgeHint:
    'Sale de la papelera en todos tus ordenadores. Un día después, los archivos suyos que no usa nada más se eliminan de tu almacenamiento.',
};
