import { queryOptions } from '@tanstack/react-query';
import type { VersionId } from '../../../shared/domain/ids.ts';
import { call } from '../../lib/ipc-client.ts';

export const uploadKeys = {
  list: ['upload-list'] as const,
  summary: ['upload-summary'] as const,
  version: (versionId: VersionId) => ['upload', versionId] as const,
};

/** The rows of the queue. Their progress is read from `uploadOfVersionQuery`, which the event bridge keeps up. */
export const uploadListQuery = queryOptions({ queryKey: uploadKeys.list, queryFn: () => call('upload.list', {}) });

export const uploadSummaryQuery = queryOptions({
  queryKey: uploadKeys.summary,
  queryFn: () => call('upload.getSummary', {}),
});

export function uploadOfVersionQuery(versionId: VersionId) {
  return queryOptions({
    queryKey: uploadKeys.version(versionId),
    queryFn: () => call('upload.getForVersion', { versionId }),
  });
}
