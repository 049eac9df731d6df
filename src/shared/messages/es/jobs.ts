import type { jobs as en } from '../en/jobs.ts';
import type { Translated } from '../translated.ts';

export const jobs: Translated<typeof en, 'es'> = {
  title: 'En segundo plano',
  hint: 'Lo que Lectern aún tiene que hacer en tu almacenamiento. Sigue después de reiniciar.',
  open_one: 'Queda {{count}} cosa por hacer.',
  open_other: 'Quedan {{count}} cosas por hacer.',
  none: 'No hay nada pendiente.',
  stopped: 'Detenido',
  kind: {
    'delete-version': 'Eliminar «{{subject}}» del almacenamiento',
    'sweep-orphans': 'Buscar subidas a medias que nadie continúa y quitarlas',
    'sweep-unused': 'Buscar archivos almacenados que ya no usa nada',
    'purge-cdn': 'Quitar de la CDN un archivo eliminado',
    unknown: 'Una entrada que no se puede leer',
  },
  reason: {
    offline: 'No había red.',
    'rate-limited': 'El servicio ha pedido que lo dejemos tranquilo un rato.',
    auth: 'La clave no se ha aceptado. Compruébala arriba y reinténtalo.',
    forbidden: 'La clave no puede hacerlo, o es de otro bucket. Compruébala arriba y reinténtalo.',
    'not-found': 'Ya no está.',
    conflict: 'Otra cosa lo estaba usando. Reinténtalo.',
    invalid: 'El servicio no ha aceptado la petición.',
    capped: 'Se ha alcanzado un tope de la cuenta. Súbelo en el sitio de Backblaze, en «Caps & Alerts», y reinténtalo.',
    io: 'El servicio no ha podido hacerlo durante tres días. Reinténtalo.',
    bug: 'Lectern ha cometido un error. Reinténtalo; si vuelve a pasar, copia los detalles para el equipo de soporte.',
    'not-configured':
      'El almacenamiento, o la zona y el token de la CDN, están sin configurar. Configúralos arriba; después sigue solo.',
    'bad-row': 'Se ha dañado en el disco de este ordenador. Lo único que se puede hacer es quitarla.',
  },
  discard: 'Quitar',
  discardOf: 'Quitar de la lista: {{what}}',
  retryOf: 'Reintentar: {{what}}',
  discarded: 'Quitado de la lista',
};
