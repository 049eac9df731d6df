import { spawn, type ChildProcess } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** How a program of the desktop ended. */
export interface Outcome {
  /** null after a signal. */
  code: number | null;
  stdout: string;
}

/** The desktop that the host is shown on, through the programs that every desktop has. */
export interface Desktop {
  /** The first of these programs that is installed. */
  find(names: readonly string[]): string | null;
  /** Runs a program that asks the person; it ends with the host. Rejects when it cannot be started. */
  ask(program: string, args: readonly string[]): Promise<Outcome>;
  /** Shows something for as long as the person leaves it, also when the host ends. */
  tell(program: string, args: readonly string[]): void;
  /** Hands a URL, file or folder to the program that is there for it. Rejects when none takes it. */
  open(target: string): Promise<void>;
}

/** A program that `xdg-open` has become and that still runs then has opened it; it may run for hours. */
const OPENED_AFTER_MS = 3000;
const OPENER = 'xdg-open';

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false; // not there, or not for us
  }
}

function outcomeOf(child: ChildProcess): Promise<Outcome> {
  let stdout = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout }));
  });
}

async function open(opener: string | null, target: string): Promise<void> {
  if (opener === null) throw new Error(`Failed to open ${target}: ${OPENER} is not installed`);
  const child = spawn(opener, [target], { stdio: 'ignore', detached: true });
  child.unref();
  let timer: NodeJS.Timeout | undefined;
  const stillOpen = new Promise<Outcome>((resolve) => {
    timer = setTimeout(() => resolve({ code: 0, stdout: '' }), OPENED_AFTER_MS);
  });
  const { code } = await Promise.race([outcomeOf(child), stillOpen]).finally(() => clearTimeout(timer));
  if (code !== 0) throw new Error(`Failed to open ${target}: ${OPENER} ended with ${code}`);
}

/** The desktop of this environment: its programs are those of its `PATH`. */
export function createDesktop(env: Readonly<Record<string, string | undefined>>): Desktop {
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const find = (names: readonly string[]) =>
    names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram) ?? null;
  return {
    find,
    async ask(program, args) {
      const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'] });
      const end = () => void child.kill();
      process.once('exit', end);
      return outcomeOf(child).finally(() => process.off('exit', end));
    },
    tell(program, args) {
      const child = spawn(program, args, { stdio: 'ignore', detached: true });
      child.once('error', (error) => console.error('chromium-host:', error.message));
      child.unref();
    },
    open: (target) => open(find([OPENER]), target),
  };
}
