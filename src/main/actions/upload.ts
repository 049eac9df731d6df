import type { QueueSummary, UploadSnapshot } from '../../shared/domain/upload.ts';
import type { UploadId, VersionId } from '../../shared/domain/ids.ts';
import type { UploadRow } from '../../shared/ipc/contract/upload.ts';
import { ok } from '../../shared/ipc/result.ts';
import type { Handlers } from '../ipc/router.ts';
import { notFound } from './context.ts';

type UploadHandlers = Pick<Handlers, Extract<keyof Handlers, `upload.${string}`>>;

/** The face of the upload service that the queue's verbs need. Verbs answer false when there is no such upload. */
export interface UploadQueue {
  snapshots(): readonly UploadSnapshot[];
  summary(): QueueSummary;
  newestOf(versionId: VersionId): UploadSnapshot | null;
  pause(uploadId: UploadId): boolean;
  resume(uploadId: UploadId): boolean;
  cancel(uploadId: UploadId): boolean;
  retry(uploadId: UploadId): boolean;
  sendFirst(uploadId: UploadId): boolean;
  pauseAll(): void;
  resumeAll(): void;
  retryFailed(): void;
  clearDone(): void;
}
export interface UploadDeps {
  readonly uploads: UploadQueue;
  /** What an upload is for: its file's name, and the first lesson and course that show it. */
  readonly describe: (versionId: VersionId) => Omit<UploadRow, 'snapshot'>;
}

export function createUploadActions({ uploads, describe }: UploadDeps): UploadHandlers {
  const verb =
    (act: (id: UploadId) => boolean) =>
    ({ uploadId }: { uploadId: UploadId }) =>
      act(uploadId) ? ok({}) : notFound('upload');
  const all = (act: () => void) => () => {
    act();
    return ok({});
  };
  return {
    'upload.list': () => ok(uploads.snapshots().map((snapshot) => ({ snapshot, ...describe(snapshot.versionId) }))),
    'upload.getSummary': () => ok(uploads.summary()),
    'upload.getForVersion': ({ versionId }) => ok(uploads.newestOf(versionId)),
    'upload.pause': verb((id) => uploads.pause(id)),
    'upload.resume': verb((id) => uploads.resume(id)),
    'upload.cancel': verb((id) => uploads.cancel(id)),
    'upload.retry': verb((id) => uploads.retry(id)),
    'upload.sendFirst': verb((id) => uploads.sendFirst(id)),
    'upload.pauseAll': all(() => uploads.pauseAll()),
    'upload.resumeAll': all(() => uploads.resumeAll()),
    'upload.retryFailed': all(() => uploads.retryFailed()),
    'upload.clearDone': all(() => uploads.clearDone()),
  };
}
