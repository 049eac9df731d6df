import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { migrate } from '../../../src/main/db/migrate.ts';
import { openDatabase, type Database } from '../../../src/main/db/open.ts';
import type { ComputerPlan } from './steps.ts';

/** What lies on a disk when the power goes: bytes, of which a database opens. */
export type Image = Buffer;
/** The disk of one computer: real files where the plan says so, else SQLite's memory, which is opened out of an image. */
export interface Disk {
  open(image: Image): Database;
  image(db: Database): Image;
  /** Another opening of what a sudden end leaves behind; the old one is closed afterwards. */
  crash(db: Database): Database;
}

let migrated: Image | null = null;
/** An empty profile of this version, migrated once. */
export function emptyProfile(): Image {
  if (migrated) return migrated;
  const db = new BetterSqlite3(':memory:');
  const done = migrate(db);
  if (!done.success) throw new Error(done.error.message);
  migrated = db.serialize();
  db.close();
  return migrated;
}

/** Memory when the system has a folder there: an fsync then costs nothing, and none is left out. */
const fastFolder = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

function createMemory(): Disk {
  const open = (image: Image): Database => {
    const db = new BetterSqlite3(image);
    for (const pragma of ['foreign_keys = ON', 'trusted_schema = OFF']) db.pragma(pragma);
    return db;
  };
  return {
    open,
    image: (db) => db.serialize(),
    crash(db) {
      const left = db.serialize();
      db.close();
      return open(left);
    },
  };
}

function openFile(path: string): Database {
  const opened = openDatabase(path);
  if (!opened.success) throw new Error(opened.error.message);
  return opened.data;
}

function createFiles(folder: string): Disk {
  let count = 0;
  const fresh = (): string => join(folder, `${++count}.db`);
  return {
    open(image) {
      const path = fresh();
      writeFileSync(path, image);
      return openFile(path);
    },
    image: (db) => db.serialize(),
    crash(db) {
      const path = fresh();
      for (const part of ['', '-wal']) if (existsSync(db.name + part)) copyFileSync(db.name + part, path + part);
      const reopened = openFile(path);
      db.close();
      return reopened;
    },
  };
}

/** The disks of one life. */
export function createDisks() {
  let folder: string | null = null;
  let count = 0;
  return {
    make(kind: ComputerPlan['disk']): Disk {
      if (kind === 'memory') return createMemory();
      folder ??= mkdtempSync(join(fastFolder, 'lectern-sim-'));
      const own = join(folder, String(++count));
      mkdirSync(own);
      return createFiles(own);
    },
    remove: (): void => (folder === null ? undefined : rmSync(folder, { recursive: true, force: true })),
  };
}
