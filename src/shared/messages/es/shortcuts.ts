import type { shortcuts as en } from '../en/shortcuts.ts';
import type { Translated } from '../translated.ts';

export const shortcuts: Translated<typeof en, 'es'> = {
  title: 'Atajos de teclado',
  search: 'Buscar por palabras o teclas',
  what: 'Qué hace',
  keys: 'Teclas',
  none: 'Ningún atajo coincide con «{{search}}».',
  group: {
    everywhere: 'En todas partes',
    here: 'Para lo seleccionado',
    lists: 'En las listas',
    player: 'En el reproductor',
  },
  change: 'Cambiar teclas…',
  verb: {
    rename: 'Renombrar',
    delete: 'Eliminar',
    duplicate: 'Duplicar',
    edit: 'Editar en conjunto',
    add: 'Añadir una lección',
    addGroup: 'Añadir un capítulo',
    moveTo: 'Mover a…',
    moveUp: 'Subir',
    moveDown: 'Bajar',
    moveChapterUp: 'Subir el capítulo',
    moveChapterDown: 'Bajar el capítulo',
  },
  list: {
    all: 'Seleccionar todo',
    extend: 'Seleccionar hasta la fila siguiente',
    toggle: 'Añadir la fila a la selección, o quitarla',
    clear: 'Quitar la selección',
  },
  player: {
    play: 'Reproducir o pausar',
    back: '10 segundos atrás',
    on: '10 segundos adelante',
    mute: 'Activar o quitar el sonido',
    captions: 'Activar o quitar los subtítulos',
    mark: 'Aquí empieza un capítulo',
    full: 'Pantalla completa',
  },
};
