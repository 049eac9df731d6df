import type { unsaved as en } from '../en/unsaved.ts';
import type { Translated } from '../translated.ts';

export const unsaved: Translated<typeof en, 'es'> = {
  struck: 'Se elimina al guardar',
  mark: 'Aún sin guardar',
  restore: 'No eliminar «{{title}}»',
  deletion: 'eliminación de {{what}}',
  deletes: 'Por eliminar: {{what}}',
  changes_one: 'Cambios en «{{title}}»',
  changes_other: 'Cambios en {{count}} lugares',
  deletedElsewhere: 'Lo que querías eliminar se ha eliminado mientras tanto en otro sitio.',
  fault: {
    title: '«{{title}}» no se puede guardar como está. Aún no se ha guardado nada.',
    hint: 'Ocúpate de sus campos y guarda otra vez.',
    show: 'Mostrarlo',
  },
  gone: {
    title_one: 'Guardado. Pero «{{title}}» se ha eliminado mientras tanto en otro sitio.',
    title_other: 'Guardado. Pero {{count}} de las cosas que cambiaste se han eliminado mientras tanto en otro sitio.',
    hint_one: 'Está en la papelera, con tus cambios dentro.',
    hint_other: 'Están en la papelera, con tus cambios dentro.',
  },
};
