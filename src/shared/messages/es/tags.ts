import type { tags as en } from '../en/tags.ts';
import type { Translated } from '../translated.ts';

export const tags: Translated<typeof en, 'es'> = {
  label: 'Etiquetas',
  hint: 'Intro o una coma añade una.',
  none: 'ninguna',
  offered: 'Etiquetas de este espacio de trabajo',
  takeOff: 'Quitar la etiqueta «{{name}}»',
  tooMany: 'Como máximo {{max}} etiquetas.',
  fault: 'Una de ellas es demasiado larga.',
  all: 'Etiquetas: {{list}}',
  title: 'Etiquetas',
  about: 'Un nombre que se cambia o se quita aquí cambia en todos los cursos y lecciones.',
  empty: 'Aún no hay etiquetas. Se ponen a los cursos y lecciones en sus detalles.',
  nameOf: 'Nombre de la etiqueta «{{name}}»',
  uses: '{{courses}} · {{lessons}}',
  merges: 'Ya existe «{{name}}»: las dos se convierten en una.',
  remove: 'Quitar la etiqueta «{{name}}» de todo',
  renamed: '«{{name}}» se llama ahora «{{to}}»',
  removed: 'Se ha quitado la etiqueta «{{name}}»',
  done: 'Listo',
  add: 'Añadir etiquetas a todo',
};
