import type { command as en } from '../en/commands.ts';
import type { Translated } from '../translated.ts';

export const command: Translated<typeof en, 'es'> = {
  palette: 'Ir a cualquier parte…',
  new: 'Curso nuevo',
  import: 'Importar carpeta…',
  importArchive: 'Importar archivo de curso…',
  export: 'Exportar curso…',
  exportOutline: 'Exportar el esquema como CSV…',
  importOutline: 'Importar el esquema desde CSV…',
  save: 'Guardar los cambios',
  undo: 'Deshacer',
  redo: 'Rehacer',
  history: 'Historial',
  search: 'Buscar',
  replace: 'Buscar y reemplazar…',
  courses: 'Cursos',
  uploads: 'Cola de subidas',
  trash: 'Papelera',
  changes: 'Cambios por sincronizar',
  tags: 'Todas las etiquetas…',
  settings: 'Ajustes…',
  sidebar: 'Mostrar u ocultar la barra lateral',
  newWindow: 'Ventana nueva',
  shortcuts: 'Atajos de teclado',
};
