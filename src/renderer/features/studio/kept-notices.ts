import type { KeptNoticeCode } from '../../../shared/domain/notice.ts';
import type { Output } from '../../lib/ipc-client.ts';

export type Notice = Output<'app.getInfo'>['notices'][number];

const kept: Readonly<Record<KeptNoticeCode, true>> = {
  COMPUTER_RESTORED: true,
  SERVER_RESTORED: true,
  ACCESS_REVOKED: true,
  ROLE_CHANGED: true,
};
/** The code of what is told until it was read; null for what holds whether it was read or not. */
export const keptCode = ({ code }: Notice): KeptNoticeCode | null => (code in kept ? (code as KeptNoticeCode) : null);

const ROLES = ['owner', 'editor', 'viewer'] as const;
/** The words (`rightsOf`) for a role as the server names it. */
export const rightsWords = (role: string): (typeof ROLES)[number] | 'other' =>
  ROLES.find((known) => known === role) ?? 'other';
