import type { storageUsage as en } from '../en/storage-usage.ts';
import type { Translated } from '../translated.ts';

export const storageUsage: Translated<typeof en, 'es'> = {
  title: 'Almacenamiento usado',
  hint: 'Lo que tus cursos guardan en el almacenamiento, de mayor a menor. Un archivo que muestran varios cursos se cuenta una vez.',
  none: 'Aún no hay nada almacenado.',
  used: '{{used}} usados',
  usedOf: '{{used}} de {{quota}} usados',
  quota: {
    label: 'Cuota en GB',
    hint: 'Antes de que empiece una cola, Lectern compara lo que necesita con lo que queda. Déjalo vacío para no poner límite.',
    save: 'Guardar la cuota',
    saved: 'Cuota guardada',
    invalid: 'Escribe un número mayor que 0, por ejemplo 250.',
    short: 'La cola necesita {{needed}} y quedan {{left}}: faltan {{short}}.',
    fits_one: '{{fitting}} de {{total}} archivo cabe en lo que queda.',
    fits_other: '{{fitting}} de {{total}} archivos caben en lo que queda.',
    waits: 'No se envía nada hasta que subas la cuota, quites algo de la cola o envíes de todos modos.',
    goesOn: 'Se envía de todos modos, como dijiste.',
    anyway: 'Enviar de todos modos',
  },
  courses: 'Almacenamiento usado por curso',
  untitled: 'Curso sin título',
  other: 'En ningún curso',
  former: {
    text_one: 'Se conserva {{count}} versión sustituida: {{bytes}}.',
    text_other: 'Se conservan {{count}} versiones sustituidas: {{bytes}}.',
    discard: 'Eliminar las versiones sustituidas…',
    askTitle: '¿Eliminar las versiones sustituidas?',
    askText:
      'Las versiones que tus lecciones muestran ahora se quedan. Las anteriores se eliminan del almacenamiento en una hora, ' +
      'más o menos. No se puede deshacer.',
    confirm: 'Eliminar',
    done_one: 'Se eliminará {{count}} versión sustituida ({{bytes}})',
    done_other: 'Se eliminarán {{count}} versiones sustituidas ({{bytes}})',
  },
};
