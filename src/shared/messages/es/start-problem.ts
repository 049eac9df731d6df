import type { startProblem as en } from '../en/start-problem.ts';
import type { Translated } from '../translated.ts';

export const startProblem: Translated<typeof en, 'es'> = {
  NEWER_VERSION: {
    title: 'Tus cursos los guardó un Lectern más nuevo.',
    hint: 'Esta versión no puede leerlos, así que no los ha tocado. Instala el Lectern más nuevo y ábrelo de nuevo.',
  },
  CORRUPT: {
    title: 'El archivo de datos de Lectern está dañado.',
    hint:
      'No se ha tocado, y tus vídeos no están afectados. Puedes apartarlo: se conserva para el equipo de soporte, Lectern ' +
      'abre la última copia de seguridad buena, o empieza vacío si no hay ninguna, y con la sesión iniciada vuelve todo lo ' +
      'que había llegado a la nube.',
  },
  CANNOT_OPEN: {
    title: 'Lectern no puede abrir su archivo de datos.',
    hint: 'No se ha cambiado nada. Comprueba que puedes leer y escribir en la carpeta de datos y reinténtalo.',
  },
  DISK_FULL: {
    title: 'El disco está lleno, así que Lectern no puede abrir tus cursos.',
    hint: 'No se pierde nada. Libera espacio y reinténtalo.',
  },
  NETWORK_PATH: {
    title: 'La carpeta de datos de Lectern está en una unidad de red.',
    hint:
      'Ahí dos ordenadores dañarían el archivo de datos, así que Lectern no lo ha tocado. Mueve la carpeta a un disco de ' +
      'este ordenador y reinténtalo.',
  },
  POLICY_INVALID: {
    title: 'El archivo de ajustes de tu organización tiene un error.',
    hint: 'Lectern no se abre con la mitad de los ajustes. No se ha cambiado nada. Díselo a tu departamento de informática y reinténtalo.',
  },
  still: 'Sigue igual.',
  showDataFolder: 'Mostrar la carpeta de datos',
  setAside: 'Apartarlo y seguir',
  quit: 'Salir de Lectern',
};
