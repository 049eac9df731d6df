import { once } from 'node:events';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import type { ElectronApplication, Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { type LaunchOptions, launchStudio, type Studio } from '../helpers/launch.ts';

/** The studio, closed when the test is over. A fault of the page that nobody caught fails the test. */
export async function openStudio(options: LaunchOptions = {}): Promise<Studio> {
  const studio = await launchStudio(options);
  const faults: string[] = [];
  studio.page.on('pageerror', (error) => void faults.push(String(error)));
  onTestFinished(async () => {
    await studio.close();
    expect(faults).toEqual([]);
  });
  return studio;
}

/** The database of the profile that nobody has signed in to. */
export const firstDatabase = (dataDir: string): string => join(dataDir, 'profiles/first/lectern.db');

/** Does something to the database of a studio that is not running. */
export function alterDatabase(path: string, alter: (db: BetterSqlite3.Database) => void): void {
  const db = new BetterSqlite3(path);
  alter(db);
  db.close();
}

export const fingerprint = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

export const notice = (page: Page, title: string) => page.getByRole('alert').filter({ hasText: title });

/** Presses a button that ends the app; resolves with its exit code. */
export async function exitCodeAfter(app: ElectronApplication, press: () => Promise<void>): Promise<number | null> {
  const child = app.process();
  const gone = once(child, 'exit');
  await press();
  const [code] = (await gone) as [number | null];
  return code;
}
