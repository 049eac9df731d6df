import { BrowserWindow, dialog, type FileFilter, type OpenDialogOptions } from 'electron';
import { en } from '../../shared/messages/en.ts';

const archives = (): FileFilter[] => [{ name: en.archives.fileKind, extensions: ['zip'] }];

/** The system's picker, over the window that asked; empty when it was closed. */
async function pick(windowId: number, options: OpenDialogOptions): Promise<readonly string[]> {
  const window = BrowserWindow.fromId(windowId);
  const { canceled, filePaths } = await (window
    ? dialog.showOpenDialog(window, options)
    : dialog.showOpenDialog(options));
  return canceled ? [] : filePaths;
}

const pickOne = async (windowId: number, options: OpenDialogOptions): Promise<string | null> =>
  (await pick(windowId, options))[0] ?? null;

export const pickFiles = (windowId: number, several: boolean): Promise<readonly string[]> =>
  pick(windowId, { properties: several ? ['openFile', 'multiSelections'] : ['openFile'] });

export const pickFolder = (windowId: number): Promise<string | null> =>
  pickOne(windowId, { properties: ['openDirectory'] });

export const pickArchiveFile = (windowId: number): Promise<string | null> =>
  pickOne(windowId, { properties: ['openFile'], filters: archives() });

export const pickCaptions = (windowId: number): Promise<readonly string[]> =>
  pick(windowId, {
    properties: ['openFile', 'multiSelections'],
    filters: [{ name: en.lessonCaptions.files, extensions: ['vtt', 'srt'] }],
  });

/** What Chromium draws and students' browsers do, too. */
export const pickPicture = (windowId: number): Promise<string | null> =>
  pickOne(windowId, {
    properties: ['openFile'],
    filters: [{ name: en.courseDetails.cover.files, extensions: ['jpg', 'jpeg', 'png', 'webp'] }],
  });

/** The system's question where to save; it also asks before a file is replaced. Null when it was closed. */
async function pickTarget(windowId: number, suggestedName: string, filters: FileFilter[]) {
  const window = BrowserWindow.fromId(windowId);
  const options = { defaultPath: suggestedName, filters };
  const { canceled, filePath } = await (window
    ? dialog.showSaveDialog(window, options)
    : dialog.showSaveDialog(options));
  return canceled || !filePath ? null : filePath;
}

export const pickArchiveTarget = (windowId: number, suggestedName: string): Promise<string | null> =>
  pickTarget(windowId, suggestedName, archives());

export const pickJsonTarget = (windowId: number, suggestedName: string): Promise<string | null> =>
  pickTarget(windowId, suggestedName, [{ name: 'JSON', extensions: ['json'] }]);
