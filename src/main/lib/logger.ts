import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { redact } from './redact.ts';

export type Level = 'debug' | 'info' | 'warn' | 'error';
export type Fields = Readonly<Record<string, unknown>>;
export interface Logger {
  log(level: Level, message: string, fields?: Fields): void;
  child(scope: string): Logger;
}

const MAX_BYTES = 5_000_000;
const KEPT_FILES = 3;

function rotate(file: string): void {
  for (let n = KEPT_FILES - 1; n >= 0; n--) {
    try {
      renameSync(n === 0 ? file : `${file}.${n}`, `${file}.${n + 1}`);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
}

/** JSON lines in `folder/lectern.log`, rotated, redacted. A log that cannot be written never stops the app. */
export function createLogger(folder: string, nowMs: () => number, mirror?: (line: string) => void): Logger {
  const file = join(folder, 'lectern.log');
  let size = 0;
  let broken = false;
  try {
    mkdirSync(folder, { recursive: true });
    size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  } catch {
    broken = true; // no log folder: the mirror still speaks
  }

  function write(line: string): void {
    if (broken) return;
    try {
      if (size > MAX_BYTES) {
        rotate(file);
        size = 0;
      }
      appendFileSync(file, line);
      size += Buffer.byteLength(line);
    } catch {
      broken = true; // a full disk: logging stops, work goes on
    }
  }

  const make = (scope: string): Logger => ({
    log(level, message, fields = {}) {
      const entry = { at: new Date(nowMs()).toISOString(), level, scope, message, ...(redact(fields) as Fields) };
      const line = `${JSON.stringify(entry)}\n`;
      write(line);
      if (level === 'warn' || level === 'error') mirror?.(line);
    },
    child: (name) => make(scope ? `${scope}/${name}` : name),
  });
  return make('');
}
