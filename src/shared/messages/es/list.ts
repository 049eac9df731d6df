import type { list as en } from '../en/list.ts';
import type { Translated } from '../translated.ts';

export const list: Translated<typeof en, 'es'> = {
  selected_one: '{{count}} elemento seleccionado',
  selected_other: '{{count}} elementos seleccionados',
  hidden: '{{selected}}, {{count}} de ellos sin mostrar',
};
