import { err, type Result } from '../../shared/ipc/result.ts';

/** Why an archive is not taken: what it is (for the words), and the very reason (for *Copy details* and the log). */
export type RefusalCode = 'NOT_AN_ARCHIVE' | 'ARCHIVE_NEWER' | 'ARCHIVE_UNSAFE' | 'ARCHIVE_DAMAGED';
export type UnsafeReason =
  | 'name'
  | 'symlink'
  | 'duplicate'
  | 'encrypted'
  | 'method'
  | 'overlap'
  | 'two-names'
  | 'too-many-entries'
  | 'too-large'
  | 'ratio'
  | 'not-named'
  | 'manifest-too-large';
export type DamagedReason =
  | 'structure'
  | 'manifest'
  | 'history'
  | 'reference'
  | 'identity'
  | 'counts'
  | 'missing-entry'
  | 'size'
  | 'hash'
  | 'changed'
  | 'reader';
export type Refused = Extract<Result<never, RefusalCode>, { success: false }>;

export const unsafe = (reason: UnsafeReason): Refused => err('ARCHIVE_UNSAFE', `refused: ${reason}`, { reason });
export const damaged = (reason: DamagedReason): Refused => err('ARCHIVE_DAMAGED', `damaged: ${reason}`, { reason });
export const newer = (): Refused => err('ARCHIVE_NEWER', 'the format is newer than this app');
export const foreign = (): Refused => err('NOT_AN_ARCHIVE', 'not a course archive');
