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

/** What was asked for before a verb does not show it: it would take the verb's effect back on screen. */
const giveUpReadings = (client: Client) =>
  Promise.all(
    [uploadKeys.list, uploadKeys.summary, uploadKeys.versions].map((queryKey) => client.cancelQueries({ queryKey })),
  );

const idsOf = (some: readonly OneUpload[]) => ({ uploadIds: some.map(({ uploadId }) => uploadId) });

/** A verb on uploads of one's choice: their rows show the new state at once, and the old one again when main refuses. */
function someUploads(
  route: 'upload.pause' | 'upload.resume' | 'upload.cancel' | 'upload.retry' | 'upload.sendAsIs',
  patch: Patch,
) {
  return mutationOptions({
    ...inOrder,
    mutationFn: (some: readonly OneUpload[]) => call(route, idsOf(some)),
    onMutate: async (some, { client }) => {
      await giveUpReadings(client);
      const before = some
        .map(({ versionId }) => client.getQueryData<UploadSnapshot | null>(uploadKeys.version(versionId)))
        .filter((shown) => some.some(({ uploadId }) => uploadId === shown?.uploadId));
      for (const one of before) if (one) client.setQueryData(uploadKeys.version(one.versionId), patch(one));
      return before;
    },
    onError: (_error, _some, before, { client }) => {
      for (const one of before ?? []) if (one) client.setQueryData(uploadKeys.version(one.versionId), one);
    },
    onSettled: (_data, _error, some, _before, { client }) => {
      const [only] = some;
      if (some.length > 1 || !only) return readAgain(client);
      return whenLast(client, async () => {
        await client.fetchQuery({ ...uploadOfVersionQuery(only.versionId), staleTime: 0 });
        // Only if a reading of them was given up.
        for (const queryKey of [uploadKeys.list, uploadKeys.summary])
          await client.refetchQueries({ queryKey, type: 'active', stale: true });
      });
    },
  });
}

export const pauseUploads = someUploads('upload.pause', toPaused);
/** Also sends a waiting upload on its next try now. */
export const resumeUploads = someUploads('upload.resume', toQueued);
export const retryUploads = someUploads('upload.retry', toQueued);
export const sendAsIs = someUploads('upload.sendAsIs', toQueued);
/** Final: what was stored of it is removed. See use-cancel-upload.ts for the time in which it can be taken back. */
export const cancelUploads = someUploads('upload.cancel', toCancelled);

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
  await giveUpReadings(client);
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
function wholeQueue(route: 'upload.resumeAll' | 'upload.retryFailed' | 'upload.clearDone', patch: QueuePatch) {
  return mutationOptions({
    ...inOrder,
    mutationFn: () => call(route, {}),
    onMutate: (_input: void, { client }) => patchQueue(client, patch),
    onError: (_error, _input, before, { client }) => putBack(client, before),
    onSettled: (_data, _error, _input, _before, { client }) => readAgain(client),
  });
}

const isOver = ({ state }: UploadSnapshot) => state === 'ready' || state === 'cancelled';
const isOpen = ({ state }: UploadSnapshot) => state !== 'ready' && state !== 'failed' && state !== 'cancelled';

/** Pauses what is queued and what is queued later, until it is resumed or for so many minutes. */
export const pauseAll = mutationOptions({
  ...inOrder,
  mutationFn: ({ minutes }: { readonly minutes: number | null }) =>
    call('upload.pauseAll', minutes === null ? {} : { minutes }),
  onMutate: (_input, { client }) => patchQueue(client, allPaused),
  onError: (_error, _input, before, { client }) => putBack(client, before),
  onSettled: (_data, _error, _input, _before, { client }) => readAgain(client),
});
const allPaused: QueuePatch = {
  snapshot: (one) => (isOpen(one) ? toPaused(one) : null),
  summary: (all) => ({
    ...all,
    paused: all.paused + all.active + all.queued + all.waiting,
    active: 0,
    queued: 0,
    waiting: 0,
    bytesPerSecond: 0,
    etaMs: null,
    hold: all.hold ?? { untilMs: null },
  }),
};
export const resumeAll = wholeQueue('upload.resumeAll', {
  snapshot: (one) => (one.state === 'paused' ? toQueued(one) : null),
  summary: (all) => ({ ...all, queued: all.queued + all.paused, paused: 0, hold: null }),
});
export const retryFailed = wholeQueue('upload.retryFailed', {
  snapshot: (one) => (one.state === 'failed' ? toQueued(one) : null),
  summary: (all) => ({ ...all, queued: all.queued + all.failed, failed: 0 }),
});
/** What was found to be gone or altered in storage stays: it needs somebody. */
export const clearDone = wholeQueue('upload.clearDone', {
  rows: (rows, live) => rows.filter((row) => row.storedFault !== null || !isOver(live(row))),
  summary: (all) => ({ ...all, total: all.total - all.ready, ready: 0 }),
});

/** Queues videos that are on this computer only. Their uploads are new ones: they come with the list. */
export const startUploads = mutationOptions({
  ...inOrder,
  mutationFn: (versionIds: VersionId[]) => call('upload.start', { versionIds }),
  onSettled: (_data, _error, _input, _before, { client }) => readAgain(client),
});

export const sendFirst = mutationOptions({
  ...inOrder,
  mutationFn: (some: readonly OneUpload[]) => call('upload.sendFirst', idsOf(some)),
  onMutate: (some, { client }) =>
    patchQueue(client, {
      rows: (rows) => rows.toSorted((a, b) => Number(isOneOf(b, some)) - Number(isOneOf(a, some))),
    }),
  onError: (_error, _input, before, { client }) => putBack(client, before),
  onSettled: (_data, _error, _input, _before, { client }) => readAgain(client),
});
/** Moves uploads before another one (null: to the end of what is still to be sent), keeping their order. */
export const moveUploads = mutationOptions({
  ...inOrder,
  mutationFn: ({ uploadIds, beforeId }: Input<'upload.move'>) => call('upload.move', { uploadIds, beforeId }),
  onMutate: ({ uploadIds, beforeId }, { client }) =>
    patchQueue(client, { rows: (rows, live) => withMoved(rows, live, uploadIds, beforeId) }),
  onError: (_error, _input, before, { client }) => putBack(client, before),
  onSettled: (_data, _error, _input, _before, { client }) => readAgain(client),
});

function withMoved(
  rows: readonly UploadRow[],
  live: (row: UploadRow) => UploadSnapshot,
  ids: readonly string[],
  beforeId: string | null,
): readonly UploadRow[] {
  const moving = rows.filter(({ snapshot }) => ids.includes(snapshot.uploadId));
  const rest = rows.filter((row) => !moving.includes(row));
  const isTarget = (row: UploadRow) =>
    beforeId === null ? live(row).state === 'ready' : row.snapshot.uploadId === beforeId;
  const at = rest.findIndex(isTarget);
  return at < 0 ? [...rest, ...moving] : [...rest.slice(0, at), ...moving, ...rest.slice(at)];
}
const isOneOf = ({ snapshot }: UploadRow, some: readonly OneUpload[]) =>
  some.some(({ uploadId }) => uploadId === snapshot.uploadId);

/** This time; the screens follow with main's events. */
export const sendAnyway = mutationOptions({ ...inOrder, mutationFn: () => call('upload.sendAnyway', {}) });

/** They hold at once; every window hears of it. */
export const saveUploadSettings = mutationOptions({
  mutationFn: (change: Input<'upload.saveSettings'>) => call('upload.saveSettings', change),
  onSuccess: (saved, _change, _before, { client }) => client.setQueryData(uploadKeys.settings, saved),
});

/** Shows the file in the system's file manager; changes nothing. */
export const revealUpload = mutationOptions({
  mutationFn: (versionId: VersionId) => call('media.reveal', { versionId }),
});

/** Reads what is stored back; the result is kept with the receipt. */
export const testStored = mutationOptions({
  mutationKey: ['receipt-test'],
  mutationFn: ({ uploadId, mode }: Input<'receipt.testStored'> & OneUpload) =>
    call('receipt.testStored', { uploadId, mode }),
  onSettled: (_data, _error, { uploadId, versionId }, _before, { client }) => {
    client.removeQueries({ queryKey: uploadKeys.check(uploadId) });
    return client.invalidateQueries({ queryKey: uploadKeys.receipt(versionId) });
  },
});

export const cancelTest = mutationOptions({
  mutationFn: (uploadId: UploadId) => call('receipt.cancelTest', { uploadId }),
});

/** The file of a receipt whose object is gone or altered is queued again. */
export const sendStoredAgain = mutationOptions({
  ...inOrder,
  mutationFn: (uploadId: UploadId) => call('receipt.sendAgain', { uploadId }),
});
