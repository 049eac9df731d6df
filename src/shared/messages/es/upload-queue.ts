import type { uploadQueue as en } from '../en/upload-queue.ts';
import type { Translated } from '../translated.ts';

export const uploadQueue: Translated<typeof en, 'es'> = {
  page: {
    title: 'Cola de subidas',
    open: 'Todas las subidas',
    show: 'Mostrar',
    filter: { all: 'Todas', going: 'En marcha', waiting: 'En espera', failed: 'Fallidas', ready: 'Listas' },
    filterCount: '{{filter}} {{count}}',
    empty: 'No se está subiendo nada.',
    emptyHint: 'Lo que importas se sube solo en cuanto el almacenamiento está conectado.',
    toCourses: 'Ir a los cursos',
    noneShown: 'No hay ninguna subida en «{{filter}}».',
    showAll: 'Mostrar todas las subidas',
    selectTooLarge: 'Seleccionar lo que no cabe',
    atTheTop: 'Ya es la primera',
    atTheEnd: 'Ya es la última',
    moved_one: '«{{name}}» es la número {{position}} de {{total}}',
    moved_other: '{{count}} subidas movidas, desde el número {{position}} de {{total}}',
  },
};
