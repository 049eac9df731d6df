import type { lessonMarks as en } from '../en/lesson-marks.ts';
import type { Translated } from '../translated.ts';

export const lessonMarks: Translated<typeof en, 'es'> = {
  section: 'Capítulos del vídeo',
  none: 'Reproduce el vídeo y pulsa C donde empiece un capítulo.',
  add: 'Añadir un capítulo en {{time}}',
  addKey: 'C',
  list: 'Capítulos del vídeo',
  time: 'Tiempo de «{{title}}»',
  timeFault: 'Escribe un tiempo como 1:05 que no tenga otro capítulo.',
  title: 'Título del capítulo en {{time}}',
  jump: 'Reproducir desde {{time}}',
  remove: 'Quitar el capítulo en {{time}}',
  untitled: 'sin título',
  taken: 'Ya hay un capítulo en {{time}}',
  rules: 'Lo que los sitios de vídeo piden de los capítulos',
  rule: {
    atZero: 'El primero empieza en 0:00',
    three: 'Hay tres como mínimo',
    length: 'Cada uno dura 10 segundos o más',
    titled: 'Cada uno tiene título',
    within: 'Algunos están después del final del vídeo',
  },
  met: 'Sí',
  unmet: 'Todavía no',
};
