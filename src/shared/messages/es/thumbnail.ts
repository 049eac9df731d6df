import type { thumbnail as en } from '../en/thumbnail.ts';
import type { Translated } from '../translated.ts';

export const thumbnail: Translated<typeof en, 'es'> = {
  section: 'Miniatura',
  fromVideo: 'Del vídeo…',
  chooseFile: 'Elegir una imagen…',
  remove: 'Quitar',
  frames: 'Imágenes del vídeo',
  frame: 'Fotograma en {{time}}',
  taking: 'Mirando el vídeo…',
  noFrames: 'Aquí no se puede sacar ninguna imagen de este vídeo. Elige una imagen tuya.',
  unreadable: 'Este archivo no es una imagen que se pueda mostrar.',
  set_one: 'Miniatura puesta',
  set_other: 'Miniatura puesta en {{count}} lecciones',
  removed_one: 'Miniatura quitada',
  removed_other: 'Miniatura quitada de {{count}} lecciones',
};
