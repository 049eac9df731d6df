import { mutationOptions, type MutationFunctionContext } from '@tanstack/react-query';
import type { UploadId, VersionId } from '../../../shared/domain/ids.ts';
import type { QueueSummary, UploadSnapshot } from '../../../shared/domain/upload.ts';
import type { UploadRow } from '../../../shared/ipc/contract/upload.ts';
import { call, type Input } from '../../lib/ipc-client.ts';
import { uploadKeys, uploadOfVersionQuery } from './queries.ts';

type Client = MutationFunctionContext['client'];
type Patch = (snapshot: UploadSnapshot) => UploadSnapshot;
export interface OneUpload {
  readonly uploadId: UploadId;
  readonly versionId: VersionId;
}

const resting = { bytesPerSecond: 0, etaMs: null, reason: null, retryAtMs: null };
const toPaused: Patch = (snapshot) => ({ ...snapshot, ...resting, state: 'paused' });
const toQueued: Patch = (snapshot) => ({ ...snapshot, ...resting, state: 'queued' });
const toCancelled: Patch = (snapshot) => ({ ...snapshot, ...resting, state: 'cancelled' });

/** Verbs reach main one after the other: a pause and the resume after it never change places. */
const inOrder = { scope: { id: 'uploads' }, mutationKey: ['upload-verb'] };

/** Reads what came of a verb, unless another one is on its way: the reading would take that one's effect back. */
async function whenLast(client: Client, read: () => Promise<unknown>): Promise<void> {
  if (client.isMutating({ mutationKey: inOrder.mutationKey }) <= 1) await read();
}

/** A verb on one upload: its rows show the new state at once, and the old one again when main refuses. */
function oneUpload(
  route: 'upload.pause' | 'upload.resume' | 'upload.cancel' | 'upload.retry' | 'upload.sendAsIs',
  patch: Patch,
) {
  return mutationOptions({
    ...inOrder,
    mutationFn: ({ uploadId }: OneUpload) => call(route, { uploadId }),
    onMutate: ({ uploadId, versionId }, { client }) => {
      const before = client.getQueryData<UploadSnapshot | null>(uploadKeys.version(versionId));
      if (before?.uploadId === uploadId) client.setQueryData(uploadKeys.version(versionId), patch(before));
      return before;
    },
    onError: (_error, { versionId }, before, { client }) => client.setQueryData(uploadKeys.version(versionId), before),
    onSettled: (_data, _error, { versionId }, _before, { client }) =>
      whenLast(client, () => client.fetchQuery({ ...uploadOfVersionQuery(versionId), staleTime: 0 })),
  });
}

export const pauseUpload = oneUpload('upload.pause', toPaused);
/** Also sends a waiting upload on its next try now. */
export const resumeUpload = oneUpload('upload.resume', toQueued);
export const retryUpload = oneUpload('upload.retry', toQueued);
export const sendAsIs = oneUpload('upload.sendAsIs', toQueued);
/** Final: what was stored of it is removed. See use-cancel-upload.ts for the time in which it can be taken back. */
export const cancelUpload = oneUpload('upload.cancel', toCancelled);

/** What the queue's own verbs change, as it was before. */
interface Queue {
  readonly rows: readonly UploadRow[] | undefined;
  readonly summary: QueueSummary | undefined;
  readonly snapshots: readonly UploadSnapshot[];
}
interface QueuePatch {
  /** Null: stays as it is. */
  readonly snapshot?: (snapshot: UploadSnapshot) => UploadSnapshot | null;
  /** `live` is the shown snapshot of a row; the one in the row is as old as the list. */
  readonly rows?: (rows: readonly UploadRow[], live: (row: UploadRow) => UploadSnapshot) => readonly UploadRow[];
  readonly summary?: (summary: QueueSummary) => QueueSummary;
}

async function patchQueue(client: Client, patch: QueuePatch): Promise<Queue> {
  await client.cancelQueries({ queryKey: uploadKeys.list });
  const rows = client.getQueryData<readonly UploadRow[]>(uploadKeys.list);
  const summary = client.getQueryData<QueueSummary>(uploadKeys.summary);
  const live = ({ snapshot }: UploadRow) =>
    client.getQueryData<UploadSnapshot | null>(uploadKeys.version(snapshot.versionId)) ?? snapshot;
  const snapshots = (rows ?? []).map(live);
  for (const snapshot of snapshots) {
    const next = patch.snapshot?.(snapshot);
    if (next) client.setQueryData(uploadKeys.version(snapshot.versionId), next);
  }
  if (rows && patch.rows) client.setQueryData(uploadKeys.list, patch.rows(rows, live));
  if (summary && patch.summary) client.setQueryData(uploadKeys.summary, patch.summary(summary));
  return { rows, summary, snapshots };
}

function putBack(client: Client, before: Queue | undefined): void {
  if (!before) return;
  if (before.rows) client.setQueryData(uploadKeys.list, before.rows);
  if (before.summary) client.setQueryData(uploadKeys.summary, before.summary);
  for (const snapshot of before.snapshots) client.setQueryData(uploadKeys.version(snapshot.versionId), snapshot);
}

function readAgain(client: Client): Promise<void> {
  return whenLast(client, async () => {
    await client.invalidateQueries({ queryKey: uploadKeys.list });
    await client.invalidateQueries({ queryKey: uploadKeys.summary });
  });
}

/** A verb on the whole queue. */
function wholeQueue(
  route: 'upload.pauseAll' | 'upload.resumeAll' | 'upload.retryFailed' | 'upload.clearDone',
  patch: QueuePatch,
) {
  return mutationOptions({
    ...inOrder,
    mutationFn: () => call(route, {}),
    onMutate: (_input: void, { client }) => patchQueue(client, patch),
    onError: (_error, _input, before, { client }) => putBack(client, before),
    onSettled: (_data, _error, _input, _before, { client }) => readAgain(client),
  });
}

const isOpen = ({ state }: UploadSnapshot) => state !== 'ready' && state !== 'failed' && state !== 'cancelled';

export const pauseAll = wholeQueue('upload.pauseAll', {
  snapshot: (one) => (isOpen(one) ? toPaused(one) : null),
  summary: (all) => ({
    ...all,
    paused: all.paused + all.active + all.queued + all.waiting,
    active: 0,
    queued: 0,
    waiting: 0,
    bytesPerSecond: 0,
    etaMs: null,
  }),
});
export const resumeAll = wholeQueue('upload.resumeAll', {
  snapshot: (one) => (one.state === 'paused' ? toQueued(one) : null),
  summary: (all) => ({ ...all, queued: all.queued + all.paused, paused: 0 }),
});
export const retryFailed = wholeQueue('upload.retryFailed', {
  snapshot: (one) => (one.state === 'failed' ? toQueued(one) : null),
  summary: (all) => ({ ...all, queued: all.queued + all.failed, failed: 0 }),
});
export const clearDone = wholeQueue('upload.clearDone', {
  rows: (rows, live) => rows.filter((row) => live(row).state !== 'ready' && live(row).state !== 'cancelled'),
  summary: (all) => ({ ...all, total: all.total - all.ready, ready: 0 }),
});

export const sendFirst = mutationOptions({
  ...inOrder,
  mutationFn: ({ uploadId }: OneUpload) => call('upload.sendFirst', { uploadId }),
  onMutate: ({ uploadId }, { client }) =>
    patchQueue(client, {
      rows: (rows) => rows.toSorted((a, b) => Number(isIt(b, uploadId)) - Number(isIt(a, uploadId))),
    }),
  onError: (_error, _input, before, { client }) => putBack(client, before),
  onSettled: (_data, _error, _input, _before, { client }) => readAgain(client),
});
const isIt = ({ snapshot }: UploadRow, uploadId: UploadId) => snapshot.uploadId === uploadId;

/** They hold at once; every window hears of it. */
export const saveUploadSettings = mutationOptions({
  mutationFn: (change: Input<'upload.saveSettings'>) => call('upload.saveSettings', change),
  onSuccess: (saved, _change, _before, { client }) => client.setQueryData(uploadKeys.settings, saved),
});

/** Shows the file in the system's file manager; changes nothing. */
export const revealUpload = mutationOptions({
  mutationFn: (versionId: VersionId) => call('media.reveal', { versionId }),
});
