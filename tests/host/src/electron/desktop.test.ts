import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDesktop } from './desktop.ts';
import { createDialog } from './dialog.ts';
import { createShell } from './shell.ts';

let folder: string;
let bin: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'host-test-'));
  bin = join(folder, 'bin');
  mkdirSync(bin);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Installs a program on this desktop, which notes its arguments, one a line, and then does what the script says. */
function install(name: string, script: string): void {
  const source = `#!/bin/sh\nprintf '%s\\n' "$@" > ${join(folder, name)}\n${script}\n`;
  writeFileSync(join(bin, name), source, { mode: 0o755 });
}

const argsOf = (name: string) => readFileSync(join(folder, name), 'utf8').trimEnd().split('\n');
const desktop = () => createDesktop({ PATH: bin });
const dialog = () => createDialog(desktop()) as Electron.Dialog;
const shell = () => createShell(desktop()).api as Electron.Shell;

describe('showOpenDialog', () => {
  test('asks zenity for a folder and answers the path', async () => {
    install('zenity', "echo '/home/anna/My videos'");
    const answer = await dialog().showOpenDialog({
      title: 'Videos',
      defaultPath: '/home/anna/',
      properties: ['openDirectory'],
    });
    expect(answer).toEqual({ canceled: false, filePaths: ['/home/anna/My videos'] });
    expect(argsOf('zenity')).toEqual(['--file-selection', '--directory', '--title=Videos', '--filename=/home/anna/']);
  });

  test('several files, of some kinds', async () => {
    install('zenity', String.raw`printf '/a b\036/c\n'`);
    const filters = [{ name: 'Videos', extensions: ['mp4', 'mov'] }];
    const answer = await dialog().showOpenDialog({ filters, properties: ['openFile', 'multiSelections'] });
    expect(answer.filePaths).toEqual(['/a b', '/c']);
    expect(argsOf('zenity')).toContain('--file-filter=Videos | *.mp4 *.mov');
  });

  test('kdialog does as well', async () => {
    install('kdialog', 'echo /home/anna/videos');
    const answer = await dialog().showOpenDialog({ properties: ['openDirectory'] });
    expect(answer.filePaths).toEqual(['/home/anna/videos']);
    expect(argsOf('kdialog')).toEqual(['--getexistingdirectory', '.']);
  });

  test('cancelled is an answer, a program that fails is not, nor that there is none', async () => {
    install('zenity', 'exit 1');
    expect(await dialog().showOpenDialog({})).toEqual({ canceled: true, filePaths: [] });
    install('zenity', 'exit 255');
    await expect(dialog().showOpenDialog({})).rejects.toThrow('zenity ended with 255');
    rmSync(join(bin, 'zenity'));
    await expect(dialog().showOpenDialog({})).rejects.toThrow('apt-get install zenity');
  });

  test('what it cannot tell these programs it refuses', async () => {
    install('zenity', 'echo /x');
    const refused = (name: string) => `chromium-host: the ${name} of dialog.showOpenDialog is not implemented`;
    await expect(dialog().showOpenDialog({ buttonLabel: 'Take' })).rejects.toThrow(refused('option buttonLabel'));
    const hidden = dialog().showOpenDialog({ properties: ['showHiddenFiles'] });
    await expect(hidden).rejects.toThrow(refused('property showHiddenFiles'));
    expect(existsSync(join(folder, 'zenity'))).toBe(false);
  });
});

test('showSaveDialog asks before it overwrites; message boxes are not implemented', async () => {
  install('zenity', 'echo /home/anna/course.zip');
  expect(await dialog().showSaveDialog({})).toEqual({ canceled: false, filePath: '/home/anna/course.zip' });
  expect(argsOf('zenity')).toEqual(['--file-selection', '--save', '--confirm-overwrite']);
  const refused = 'chromium-host: dialog.showMessageBox is not implemented';
  await expect(dialog().showMessageBox({ message: 'x' })).rejects.toThrow(refused);
});

test('showErrorBox is shown', async () => {
  install('zenity', '');
  dialog().showErrorBox('Title', 'why');
  await expect.poll(() => existsSync(join(folder, 'zenity')) && argsOf('zenity')).toContain('--text=why');
});

describe('shell', () => {
  test('opens by xdg-open; of a file it shows the folder', async () => {
    install('xdg-open', '');
    const { openExternal, openPath, showItemInFolder } = shell();
    await openExternal('https://example.invalid/');
    expect(argsOf('xdg-open')).toEqual(['https://example.invalid/']);
    expect(await openPath('/logs')).toBe('');
    expect(argsOf('xdg-open')).toEqual(['/logs']);
    showItemInFolder('/videos/a.mp4');
    await expect.poll(() => argsOf('xdg-open')).toEqual(['/videos']);
  });

  test('a program that stays has opened it', async () => {
    install('xdg-open', 'exec sleep 6');
    expect(await shell().openPath('/logs')).toBe('');
  });

  test('fails as in Electron when nothing opens it', async () => {
    install('xdg-open', 'exit 3');
    await expect(shell().openExternal('odd://x')).rejects.toThrow('Failed to open odd://x: xdg-open ended with 3');
    expect(await shell().openPath('/logs')).toBe('Failed to open /logs: xdg-open ended with 3');
    rmSync(join(bin, 'xdg-open'));
    expect(await shell().openPath('/logs')).toBe('Failed to open /logs: xdg-open is not installed');
  });

  test('takes no options of openExternal', () => {
    const refused = 'chromium-host: a further argument of shell.openExternal is not implemented';
    expect(() => shell().openExternal('https://example.invalid/', { activate: true })).toThrow(refused);
  });
});
