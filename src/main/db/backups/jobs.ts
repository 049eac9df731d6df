import { type ComparedCourse, isChangedSincePublished } from '../published-comparison.ts';
import { createBackups, type Backup, type BackupState } from './backups.ts';
import { type Mended, type MendParts, prepareMend } from './mend.ts';
import type { BackupReason } from './names.ts';
import { stage, type Staged, type StageParts } from './restore.ts';

/**
 * What takes long with backups, or with all of a large course in the data file, by name: what it needs and what it answers.
 * All of it can be cloned to a thread.
 */
export interface BackupJobs {
  make: { input: { folder: string; path: string; reason: BackupReason; atMs: number }; output: string };
  list: { input: { folder: string }; output: Backup[] };
  check: { input: { folder: string; name: string }; output: BackupState };
  stage: { input: StageParts; output: Staged };
  compare: { input: ComparedCourse; output: boolean };
  mend: { input: MendParts; output: Mended | null };
}
export type BackupJob = {
  [N in keyof BackupJobs]: { readonly name: N; readonly input: BackupJobs[N]['input'] };
}[keyof BackupJobs];

/** Throws what the disk and SQLite throw. */
export async function runBackupJob({ name, input }: BackupJob): Promise<BackupJobs[keyof BackupJobs]['output']> {
  if (name === 'stage') return stage(input);
  if (name === 'mend') return prepareMend(input);
  if (name === 'compare') return isChangedSincePublished(input);
  const backups = createBackups(input.folder);
  if (name === 'make') return backups.make(input.path, input.reason, input.atMs);
  return name === 'check' ? backups.check(input.name) : backups.list();
}
