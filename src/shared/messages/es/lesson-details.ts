import type { lessonDetails as en } from '../en/lesson-details.ts';
import type { Translated } from '../translated.ts';

export const lessonDetails: Translated<typeof en, 'es'> = {
  section: 'Detalles',
  field: {
    description: 'Descripción',
    status: 'Estado',
    freePreview: 'Vista previa gratuita: todo el mundo puede ver esta lección',
    dripText: 'Días después de la inscripción',
    tags: 'Etiquetas',
  },
  status: { ready: 'Lista', draft: 'Borrador' },
  preview: { yes: 'Todo el mundo puede verla', no: 'Solo para estudiantes' },
  hint: { drip: 'Cuándo pueden verla los estudiantes. Vacío: enseguida.' },
  fault: { drip: 'Un número entero de días, {{max}} como máximo.' },
};
