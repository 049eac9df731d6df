import type { DamagedReason, UnsafeReason } from '../../shared/domain/archive-refusal.ts';
import { err, type Result } from '../../shared/ipc/result.ts';

/** Why an archive is not taken; the very reason goes with the code. */
export type RefusalCode = 'NOT_AN_ARCHIVE' | 'ARCHIVE_NEWER' | 'ARCHIVE_UNSAFE' | 'ARCHIVE_DAMAGED';
export type Refused = Extract<Result<never, RefusalCode>, { success: false }>;

export const unsafe = (reason: UnsafeReason): Refused => err('ARCHIVE_UNSAFE', `refused: ${reason}`, { reason });
export const damaged = (reason: DamagedReason): Refused => err('ARCHIVE_DAMAGED', `damaged: ${reason}`, { reason });
export const newer = (): Refused => err('ARCHIVE_NEWER', 'the format is newer than this app');
export const foreign = (): Refused => err('NOT_AN_ARCHIVE', 'not a course archive');
