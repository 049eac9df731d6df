import type { UploadId } from '../../shared/domain/ids.ts';
import type { UploadSnapshot } from '../../shared/domain/upload.ts';
import type { UploadRow } from '../../shared/ipc/contract/upload.ts';
import { err, ok } from '../../shared/ipc/result.ts';
import type { MediaTable } from '../db/tables/media.ts';
import type { Handlers } from '../ipc/router.ts';
import type { UploadService } from '../uploads/upload-service.ts';
import { notFound } from './context.ts';
import { createStoredFaults, type StoredFaultDeps } from './stored-fault.ts';
import type { UploadDesk } from './upload-desk.ts';
import { createUploadSettingsActions, type UploadSettingsDeps } from './upload-settings.ts';

type UploadHandlers = Pick<Handlers, Extract<keyof Handlers, `upload.${string}`>>;

export interface UploadActionDeps extends UploadSettingsDeps {
  readonly uploads: UploadService;
  readonly media: MediaTable;
  readonly receipts: StoredFaultDeps['receipts'];
  readonly desk: UploadDesk;
  /** What holds the whole queue. */
  readonly control: {
    readonly pauseAll: (minutes: number | null) => Promise<boolean>;
    readonly resumeAll: () => Promise<boolean>;
    readonly sendAnyway: () => void;
  };
  readonly isConfigured: () => boolean;
}
const cannotWrite = () => err('DISK_FULL', 'the journal could not be written');

/** The queue's verbs. Each is durable when it is answered. */
export function createUploadActions(deps: UploadActionDeps): UploadHandlers {
  const { uploads, media, desk, control, isConfigured } = deps;
  const verb =
    <Input extends { readonly uploadIds: readonly UploadId[] }>(
      act: (ids: readonly UploadId[], input: Input) => Promise<boolean>,
    ) =>
    async (input: Input) => {
      const ids = input.uploadIds.filter((id) => uploads.get(id) !== null);
      if (ids.length === 0) return notFound('upload');
      return (await act(ids, input)) ? ok({}) : cannotWrite();
    };
  const all = (act: () => Promise<boolean> | boolean) => async () => ((await act()) ? ok({}) : cannotWrite());

  function describeAll(): (snapshot: UploadSnapshot) => UploadRow {
    const uses = desk.listUses();
    const none = { lessonId: null, lessonTitle: null, courseId: null, courseTitle: null };
    const faultOf = createStoredFaults(deps);
    return (snapshot) => {
      const { fileName = '', use } = uses.get(snapshot.versionId) ?? {};
      return { snapshot, fileName, ...(use ?? none), storedFault: faultOf(uploads.get(snapshot.uploadId)) };
    };
  }

  return {
    ...createUploadSettingsActions(deps),
    'upload.list'() {
      const describe = describeAll();
      // A cancelled one is none any more, whatever of it is still to be removed from the storage.
      const listed = uploads.snapshots().filter(({ state }) => state !== 'cancelled');
      const rows = listed.map(describe);
      const isOver = ({ snapshot: { state } }: UploadRow): boolean => state === 'ready';
      return ok([...rows.filter((row) => !isOver(row)), ...rows.filter(isOver)]);
    },
    'upload.getSummary': () => ok(uploads.summary()),
    'upload.getForVersion': ({ versionId }) => ok(uploads.forVersion(versionId)),
    'upload.pause': verb((ids) => uploads.pause(ids)),
    'upload.resume': verb((ids) => uploads.resume(ids)),
    'upload.cancel': verb((ids) => {
      for (const record of ids.map(uploads.get)) if (record) media.setWanted(record.versionId, false);
      return uploads.cancel(ids);
    }),
    'upload.retry': verb((ids) => uploads.retry(ids)),
    'upload.sendAsIs': verb((ids) => uploads.sendAsIs(ids)),
    'upload.sendFirst': verb((ids) => uploads.sendFirst(ids)),
    'upload.move': verb((ids, { beforeId }: { uploadIds: UploadId[]; beforeId: UploadId | null }) =>
      uploads.reorder(ids, beforeId),
    ),
    'upload.start'({ versionIds }) {
      if (!isConfigured()) return err('STORAGE_NOT_CONNECTED', 'no storage is connected');
      if (versionIds.some((id) => !media.getLocation(id))) return notFound('file on this computer');
      for (const id of versionIds) media.setWanted(id, true);
      desk.reconcile();
      return ok({});
    },
    'upload.pauseAll': ({ minutes }) => all(() => control.pauseAll(minutes ?? null))(),
    'upload.resumeAll': all(() => control.resumeAll()),
    'upload.sendAnyway'() {
      control.sendAnyway();
      return ok({});
    },
    'upload.retryFailed': all(() => uploads.retry('all')),
    'upload.clearDone': all(() => {
      const faultOf = createStoredFaults(deps);
      return uploads.clearDone((record) => faultOf(record) !== null);
    }),
  };
}
