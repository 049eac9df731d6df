import { queryOptions, skipToken, type QueryClient } from '@tanstack/react-query';
import type { UploadId, VersionId } from '../../../shared/domain/ids.ts';
import type { UploadSnapshot } from '../../../shared/domain/upload.ts';
import type { UploadRow } from '../../../shared/ipc/contract/upload.ts';
import { call, type Payload } from '../../lib/ipc-client.ts';
import { newerSnapshot } from './model.ts';

export const uploadKeys = {
  list: ['upload-list'] as const,
  summary: ['upload-summary'] as const,
  settings: ['upload-settings'] as const,
  versions: ['upload'] as const,
  receipts: ['upload-receipt'] as const,
  receipt: (versionId: VersionId) => ['upload-receipt', versionId] as const,
  check: (uploadId: UploadId) => ['upload-check', uploadId] as const,
  version: (versionId: VersionId) => ['upload', versionId] as const,
};

/** Makes a snapshot the shown one of its version, unless what is shown is newer. */
export function showSnapshot(client: QueryClient, snapshot: UploadSnapshot): void {
  client.setQueryData<UploadSnapshot | null>(uploadKeys.version(snapshot.versionId), (shown) =>
    newerSnapshot(shown, snapshot),
  );
}

/** Uploads that left the queue before they were over were cancelled, in this window or another: nothing tells of them any more. */
function hideGone(client: QueryClient, rows: readonly UploadRow[]): void {
  const here = new Set(rows.map(({ snapshot }) => snapshot.uploadId));
  const gone = (client.getQueryData<readonly UploadRow[]>(uploadKeys.list) ?? []).filter(
    ({ snapshot }) => !here.has(snapshot.uploadId),
  );
  for (const { snapshot } of gone) {
    const key = uploadKeys.version(snapshot.versionId);
    const shown = client.getQueryData<UploadSnapshot | null>(key);
    const isOver = shown?.state === 'ready' || shown?.state === 'cancelled';
    if (shown?.uploadId === snapshot.uploadId && !isOver) client.setQueryData(key, null);
  }
}

/** The rows of the queue. Reading it also brings the snapshot of every version in it up to date. */
export const uploadListQuery = queryOptions({
  queryKey: uploadKeys.list,
  queryFn: async ({ client, signal }) => {
    const rows = await call('upload.list', {});
    // A verb was given meanwhile: this is from before it.
    if (signal.aborted) return rows;
    hideGone(client, rows);
    for (const { snapshot } of rows) showSnapshot(client, snapshot);
    return rows;
  },
});

/** The rows with those that were stored at the end, in their order. */
export function storedLast(rows: readonly UploadRow[], stored: readonly UploadSnapshot[]): UploadRow[] {
  const snapshots = new Map(stored.map((snapshot) => [snapshot.uploadId, snapshot]));
  const going = rows.filter(({ snapshot }) => !snapshots.has(snapshot.uploadId));
  const gone = rows.flatMap((row) => {
    const snapshot = snapshots.get(row.snapshot.uploadId);
    return snapshot ? [{ ...row, snapshot }] : [];
  });
  return [...going, ...gone];
}

export const uploadSummaryQuery = queryOptions({
  queryKey: uploadKeys.summary,
  queryFn: () => call('upload.getSummary', {}),
});

export const uploadSettingsQuery = queryOptions({
  queryKey: uploadKeys.settings,
  queryFn: () => call('upload.getSettings', {}),
});

/** The newest upload of a version, asked for: for the one that is looked at closely. */
export function uploadOfVersionQuery(versionId: VersionId) {
  return queryOptions({
    queryKey: uploadKeys.version(versionId),
    queryFn: async ({ client }) => {
      const snapshot = await call('upload.getForVersion', { versionId });
      const shown = client.getQueryData<UploadSnapshot | null>(uploadKeys.version(versionId));
      return snapshot ? newerSnapshot(shown, snapshot) : null;
    },
  });
}

/**
 * The same, only listened to: for rows, of which there are thousands. What they show was brought by the list (the
 * dock always has it) and by main's events.
 */
export function liveUploadQuery(versionId: VersionId) {
  return queryOptions({ ...uploadOfVersionQuery(versionId), enabled: false });
}

/** How the upload of a row stands now, as far as this window was told; the row is as old as the list. */
export function liveUpload(client: QueryClient, { snapshot }: UploadRow): UploadSnapshot {
  const live = client.getQueryData<UploadSnapshot | null>(uploadKeys.version(snapshot.versionId));
  return live?.uploadId === snapshot.uploadId ? live : snapshot;
}

/** What an upload of this version left; null: it was not sent from here. */
export function receiptQuery(versionId: VersionId) {
  return queryOptions({
    queryKey: uploadKeys.receipt(versionId),
    queryFn: () => call('receipt.get', { versionId }),
    staleTime: 0,
  });
}

/** How much of a stored object was read back; written by the event bridge alone. */
export function checkProgressQuery(uploadId: UploadId) {
  return queryOptions({
    queryKey: uploadKeys.check(uploadId),
    queryFn: skipToken as typeof skipToken | (() => Payload<'receipt.progressed'>),
  });
}
