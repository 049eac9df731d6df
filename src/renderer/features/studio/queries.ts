import { queryOptions } from '@tanstack/react-query';
import { call } from '../../lib/ipc-client.ts';

export const studioKeys = {
  all: ['studio'] as const,
  info: ['studio', 'info'] as const,
  settings: ['studio', 'settings'] as const,
  history: ['studio', 'history'] as const,
  drafts: ['draft'] as const,
  draft: (form: string, entityId: string) => ['draft', form, entityId] as const,
};

export const infoQuery = queryOptions({ queryKey: studioKeys.info, queryFn: () => call('app.getInfo', {}) });
export const settingsQuery = queryOptions({ queryKey: studioKeys.settings, queryFn: () => call('settings.get', {}) });
export const historyQuery = queryOptions({ queryKey: studioKeys.history, queryFn: () => call('history.peek', {}) });

/** What was typed into a form and not yet saved; read once, when the form opens. */
export function draftQuery(form: string, entityId: string) {
  return queryOptions({
    queryKey: studioKeys.draft(form, entityId),
    queryFn: () => call('draft.get', { form, entityId }),
    // A draft is read when its form opens, and the form owns it from then on.
    gcTime: 0,
  });
}
