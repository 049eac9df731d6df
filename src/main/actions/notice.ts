import { ok } from '../../shared/ipc/result.ts';
import type { NoticeTable } from '../db/tables/notices.ts';
import type { Handlers } from '../ipc/router.ts';
import { notFound } from './context.ts';

/** What somebody has read does not come back. */
export function createNoticeActions(notices: NoticeTable): Pick<Handlers, 'notice.dismiss'> {
  return {
    'notice.dismiss': ({ code }) => (notices.dismiss(code) ? ok({}) : notFound('notice')),
  };
}
