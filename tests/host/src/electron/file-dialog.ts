import { basename } from 'node:path';
import { notImplemented, refuseUnknown } from '../page/guard.ts';
import type { Desktop } from './desktop.ts';

/** What `showOpenDialog` and `showSaveDialog` take here. */
export interface FileOptions {
  title?: string;
  defaultPath?: string;
  filters?: readonly { name: string; extensions: readonly string[] }[];
  properties?: readonly string[];
}

/** What is asked for, whatever program asks it. */
interface Question {
  kind: 'open' | 'folder' | 'save';
  several: boolean;
  options: FileOptions;
}

const OPTIONS = new Set(['title', 'defaultPath', 'filters', 'properties']);
const PROPERTIES = {
  open: new Set(['openFile', 'openDirectory', 'multiSelections']),
  save: new Set(['showOverwriteConfirmation']),
};
/** Ends one path and begins the next: file names may hold anything that could be typed. */
const SEPARATOR = '\u001E';

const patterns = (extensions: readonly string[]) =>
  extensions.map((extension) => (extension === '*' ? '*' : `*.${extension}`)).join(' ');

function zenityArgs({ kind, several, options }: Question): string[] {
  return [
    '--file-selection',
    ...(kind === 'folder' ? ['--directory'] : []),
    ...(kind === 'save' ? ['--save', '--confirm-overwrite'] : []),
    ...(several ? ['--multiple', `--separator=${SEPARATOR}`] : []),
    ...(options.title === undefined ? [] : [`--title=${options.title}`]),
    ...(options.defaultPath === undefined ? [] : [`--filename=${options.defaultPath}`]),
    ...(options.filters ?? []).map(({ name, extensions }) => `--file-filter=${name} | ${patterns(extensions)}`),
  ];
}

function kdialogArgs({ kind, several, options }: Question): string[] {
  const command = { open: '--getopenfilename', folder: '--getexistingdirectory', save: '--getsavefilename' }[kind];
  const filters = (options.filters ?? []).map(({ name, extensions }) => `${name} (${patterns(extensions)})`);
  return [
    ...(options.title === undefined ? [] : ['--title', options.title]),
    ...(several ? ['--multiple', '--separate-output'] : []),
    command,
    options.defaultPath ?? '.',
    ...(kind === 'folder' || filters.length === 0 ? [] : [filters.join(' | ')]),
  ];
}

/** Each program's arguments, and what stands between two paths that it answers. */
const PROGRAMS = {
  zenity: { argsOf: zenityArgs, separator: SEPARATOR },
  kdialog: { argsOf: kdialogArgs, separator: '\n' },
};

/** Throws, naming it, for what no program of a desktop can be told. */
function check(method: string, kind: 'open' | 'save', options: FileOptions): void {
  refuseUnknown(`dialog.${method}`, options, OPTIONS);
  for (const name of options.properties ?? []) {
    if (!PROPERTIES[kind].has(name)) notImplemented(`the property ${name} of dialog.${method}`);
  }
}

/** The paths that the person chose, none when they cancelled. Rejects when nothing is installed that could ask. */
async function choose(desktop: Desktop, question: Question): Promise<string[]> {
  const program = desktop.find(Object.keys(PROGRAMS));
  if (program === null) throw new Error('chromium-host: no dialog can be shown: `apt-get install zenity`, or kdialog');
  const { argsOf, separator } = PROGRAMS[basename(program) as keyof typeof PROGRAMS];
  const { code, stdout } = await desktop.ask(program, argsOf(question));
  if (code === 1) return [];
  if (code !== 0) throw new Error(`chromium-host: the dialog failed: ${basename(program)} ended with ${code}`);
  return stdout
    .replace(/\n$/, '')
    .split(separator)
    .filter((path) => path !== '');
}

/** `dialog.showOpenDialog` on a desktop. */
export async function showOpenDialog(
  desktop: Desktop,
  options: FileOptions,
): Promise<{ canceled: boolean; filePaths: string[] }> {
  check('showOpenDialog', 'open', options);
  const properties = options.properties ?? ['openFile'];
  const several = properties.includes('multiSelections');
  const kind = properties.includes('openDirectory') ? 'folder' : 'open';
  const filePaths = await choose(desktop, { kind, several, options });
  return { canceled: filePaths.length === 0, filePaths };
}

/** `dialog.showSaveDialog` on a desktop. */
export async function showSaveDialog(
  desktop: Desktop,
  options: FileOptions,
): Promise<{ canceled: boolean; filePath: string }> {
  check('showSaveDialog', 'save', options);
  const [filePath = ''] = await choose(desktop, { kind: 'save', several: false, options });
  return { canceled: filePath === '', filePath };
}
