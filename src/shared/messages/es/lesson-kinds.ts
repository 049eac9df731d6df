import type { lessonKinds as en } from '../en/lesson-kinds.ts';
import type { Translated } from '../translated.ts';

export const lessonKinds: Translated<typeof en, 'es'> = {
  ahead:
    'Lo que contiene esta lección lo escribió un Lectern más nuevo. Actualiza Lectern en este ordenador para verlo y cambiarlo.',
  link: {
    section: 'Enlace',
    url: 'Dirección',
    title: 'Se muestra como',
    titleHint: 'Vacío: la propia dirección.',
    open: 'Abrir en el navegador',
    fault: 'Escribe una dirección que empiece por https://, sin nombre ni contraseña dentro.',
  },
  quiz: {
    section: 'Cuestionario',
    mode: 'Mostrar el cuestionario',
    write: 'Preguntas',
    read: 'Como lo ven los estudiantes',
    empty: 'Aún no hay preguntas.',
    add: 'Añadir pregunta',
    question: 'Pregunta {{n}}',
    text: 'Lo que se pregunta',
    kind: 'Respuestas correctas',
    single: 'Una',
    multiple: 'Varias',
    feedback: 'Se dice a quien ha respondido',
    answer: 'Respuesta {{n}}',
    answerText: 'Texto de la respuesta {{n}}',
    answerFeedback: 'Se dice a quien eligió la respuesta {{n}}',
    right: 'La respuesta {{n}} es correcta',
    addAnswer: 'Añadir respuesta',
    up: 'Subir',
    down: 'Bajar',
    remove: 'Quitar',
    moved: 'Movida al puesto {{n}} de {{count}}',
    tooLong: 'Es más de lo que cabe en un cuestionario. Acorta un texto o quita una pregunta.',
    fault: {
      noText: 'Aún no se pregunta nada.',
      fewOptions: 'Hacen falta al menos dos respuestas.',
      emptyOption: 'Hay una respuesta sin texto.',
      noRight: 'Ninguna respuesta está marcada como correcta.',
    },
    check: 'Comprobar la respuesta',
    correct: 'Correcto.',
    wrong: 'No del todo.',
  },
};
