import type { AppCommand } from '../../domain/app-command.ts';

/** What can be commanded from anywhere, as it stands in menus and in the palette. */
export const command = {
  palette: 'Go to anything…',
  new: 'New course',
  import: 'Import folder…',
  importArchive: 'Import archive…',
  export: 'Export course…',
  exportOutline: 'Export outline as CSV…',
  importOutline: 'Import outline from CSV…',
  save: 'Save changes',
  undo: 'Undo',
  redo: 'Redo',
  history: 'History',
  search: 'Search',
  replace: 'Find and replace…',
  courses: 'Courses',
  uploads: 'Upload queue',
  trash: 'Trash',
  changes: 'Changes waiting to sync',
  tags: 'All tags…',
  settings: 'Settings…',
  sidebar: 'Show or hide the sidebar',
  newWindow: 'New window',
  shortcuts: 'Keyboard shortcuts',
} as const satisfies Readonly<Record<AppCommand, string>>;
