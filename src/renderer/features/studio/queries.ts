import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { HistoryDirection } from '../../../shared/domain/history.ts';
import { call } from '../../lib/ipc-client.ts';

export const studioKeys = {
  all: ['studio'] as const,
  info: ['studio', 'info'] as const,
  settings: ['studio', 'settings'] as const,
  history: ['studio', 'history'] as const,
};

export const infoQuery = queryOptions({ queryKey: studioKeys.info, queryFn: () => call('app.getInfo', {}) });
export const settingsQuery = queryOptions({ queryKey: studioKeys.settings, queryFn: () => call('settings.get', {}) });
export const historyQuery = queryOptions({ queryKey: studioKeys.history, queryFn: () => call('history.peek', {}) });

/** Read again whenever it is shown: what is changed since comes from elsewhere, without an edit here. */
const untold = { staleTime: 0, gcTime: 0 } as const;

/** What changed since the next step to undo or redo. */
export const questionQuery = (direction: HistoryDirection) =>
  queryOptions({
    ...untold,
    queryKey: [...studioKeys.history, 'question', direction],
    queryFn: () => call('history.getQuestion', { direction }),
  });

const PAGE = 100;
/** The steps from the newest on, page by page. */
export const historyListQuery = infiniteQueryOptions({
  ...untold,
  queryKey: [...studioKeys.history, 'list'],
  queryFn: ({ pageParam }) => call('history.list', { before: pageParam, limit: PAGE }),
  initialPageParam: null as number | null,
  getNextPageParam: ({ steps, hasMore }) => (hasMore ? (steps.at(-1)?.n ?? null) : null),
});
