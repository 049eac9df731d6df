import {
  closeSync,
  existsSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { JournalLine } from './model.ts';

export interface Journal {
  /** Appends one line before anything is answered, so that a killed server comes back with what it acknowledged. */
  append: (line: JournalLine) => void;
  close: () => void;
}

const fileName = 'index.jsonl';

/** A killed server may leave half a line at the end: it was never acknowledged, so it is dropped. */
const parseLines = (text: string): JournalLine[] => {
  const complete = text.slice(0, text.lastIndexOf('\n') + 1);
  return complete
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as JournalLine);
};

/** Reads every complete line of the folder's journal; an empty list for a new folder. */
export function readJournal(dir: string): JournalLine[] {
  const path = join(dir, fileName);
  return existsSync(path) ? parseLines(readFileSync(path, 'utf8')) : [];
}

/** Replaces the journal by `snapshot` (write beside, then rename) and opens it for appending. */
export function openJournal(dir: string, snapshot: readonly JournalLine[]): Journal {
  const path = join(dir, fileName);
  const fresh = openSync(`${path}.new`, 'w');
  writeSync(fresh, snapshot.map((line) => `${JSON.stringify(line)}\n`).join(''));
  closeSync(fresh);
  renameSync(`${path}.new`, path);
  const fd = openSync(path, 'a');
  return { append: (line) => appendLine(fd, line), close: () => closeSync(fd) };
}

function appendLine(fd: number, line: JournalLine): void {
  const before = fstatSync(fd).size;
  const bytes = Buffer.from(`${JSON.stringify(line)}\n`);
  if (writeSync(fd, bytes) === bytes.length) return;
  ftruncateSync(fd, before); // half a line in the middle would hide every later one
  throw new Error('the journal could not be written: is the disk full?');
}
