import { z } from 'zod';

/**
 * What happened to this computer's copy of the data, or to the account's access to it; told until somebody has read it.
 * `COMPUTER_RESTORED`: the data file went back in time, or is a copy. `SERVER_RESTORED`: the server's history is another
 * one. `ROLE_CHANGED`: its detail is the new role.
 */
export const keptNoticeCode = z.enum(['COMPUTER_RESTORED', 'SERVER_RESTORED', 'ACCESS_REVOKED', 'ROLE_CHANGED']);
export type KeptNoticeCode = z.infer<typeof keptNoticeCode>;

export interface KeptNotice {
  readonly code: KeptNoticeCode;
  readonly detail: string;
  readonly atMs: number;
}
