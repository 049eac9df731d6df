import { BrowserWindow, dialog, type FileFilter, type OpenDialogOptions } from 'electron';
import type { Words } from '../../shared/messages/words.ts';

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

/** The system's question where to save; it also asks before a file is replaced. Null when it was closed. */
async function pickTarget(windowId: number, suggestedName: string, filters: FileFilter[]) {
  const window = BrowserWindow.fromId(windowId);
  const options = { defaultPath: suggestedName, filters };
  const { canceled, filePath } = await (window
    ? dialog.showSaveDialog(window, options)
    : dialog.showSaveDialog(options));
  return canceled || !filePath ? null : filePath;
}

/** The system's file dialogs; empty or null when nothing was chosen. */
export function createFileDialogs(t: Words) {
  const tables = (...extensions: string[]): FileFilter[] => [{ name: t('sheet.fileKind'), extensions }];
  const archives = (): FileFilter[] => [{ name: t('archives.fileKind'), extensions: ['zip'] }];
  return {
    pickFiles: (windowId: number, several: boolean): Promise<readonly string[]> =>
      pick(windowId, { properties: several ? ['openFile', 'multiSelections'] : ['openFile'] }),
    pickFolder: (windowId: number): Promise<string | null> => pickOne(windowId, { properties: ['openDirectory'] }),
    pickArchiveFile: (windowId: number): Promise<string | null> =>
      pickOne(windowId, { properties: ['openFile'], filters: archives() }),
    pickCaptions: (windowId: number): Promise<readonly string[]> =>
      pick(windowId, {
        properties: ['openFile', 'multiSelections'],
        filters: [{ name: t('lessonCaptions.files'), extensions: ['vtt', 'srt'] }],
      }),
    /** What Chromium draws and students' browsers do, too. */
    pickPicture: (windowId: number): Promise<string | null> =>
      pickOne(windowId, {
        properties: ['openFile'],
        filters: [{ name: t('courseDetails.cover.files'), extensions: ['jpg', 'jpeg', 'png', 'webp'] }],
      }),
    pickArchiveTarget: (windowId: number, suggestedName: string): Promise<string | null> =>
      pickTarget(windowId, suggestedName, archives()),
    pickJsonTarget: (windowId: number, suggestedName: string): Promise<string | null> =>
      pickTarget(windowId, suggestedName, [{ name: 'JSON', extensions: ['json'] }]),
    pickSheet: (windowId: number): Promise<string | null> =>
      pickOne(windowId, { properties: ['openFile'], filters: tables('csv', 'tsv', 'txt') }),
    pickSheetTarget: (windowId: number, suggestedName: string): Promise<string | null> =>
      pickTarget(windowId, suggestedName, tables('csv')),
  };
}
export type FileDialogs = ReturnType<typeof createFileDialogs>;
