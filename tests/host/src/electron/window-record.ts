import type { WindowOptions } from './window-options.ts';

/** What the app told a window that shows nothing here; a test reads it back, e.g. `win.progressBar`. */
export interface WindowRecord {
  /** The value and mode of `setProgressBar`, null after a negative value. */
  progressBar: { value: number; mode: string } | null;
  overlayIcon: { icon: unknown; description: string } | null;
  isFlashing: boolean;
  menu: unknown;
  icon: unknown;
  backgroundColor: string;
  titleBarOverlay: unknown;
  representedFilename: string;
  documentEdited: boolean;
  autoHideMenuBar: boolean;
  menuBarVisible: boolean;
  resizable: boolean;
}

/** What a new window has recorded. */
export function createWindowRecord(options: WindowOptions): WindowRecord {
  return {
    progressBar: null,
    overlayIcon: null,
    isFlashing: false,
    menu: undefined,
    icon: null,
    backgroundColor: options.backgroundColor ?? '#FFFFFF',
    titleBarOverlay: options.titleBarOverlay ?? false,
    representedFilename: '',
    documentEdited: false,
    autoHideMenuBar: false,
    menuBarVisible: true,
    resizable: true,
  };
}
