import { create } from 'zustand';
import type { UploadId, VersionId } from '../../../shared/domain/ids.ts';
import { nothingSelected, type Selection } from '../../lib/selection.ts';
import type { QueueFilter } from './queue-page-model.ts';

interface UploadsUi {
  readonly isQueueOpen: boolean;
  /** Whether the finished uploads stand in the queue one by one. */
  readonly isFinishedOpen: boolean;
  /** Uploads whose cancelling can still be taken back. */
  readonly leaving: ReadonlySet<UploadId>;
  /** The page of the queue. */
  readonly filter: QueueFilter;
  readonly selection: Selection<UploadId>;
  /** Whose receipt is open. */
  readonly receiptOf: VersionId | null;
}

const useUploadsUi = create<UploadsUi>(() => ({
  isQueueOpen: false,
  isFinishedOpen: false,
  leaving: new Set(),
  filter: 'all',
  selection: nothingSelected,
  receiptOf: null,
}));

export const useQueueFilter = (): QueueFilter => useUploadsUi((ui) => ui.filter);
export const setQueueFilter = (filter: QueueFilter): void => useUploadsUi.setState({ filter });

export const useQueueSelection = (): Selection<UploadId> => useUploadsUi((ui) => ui.selection);
export const queueSelection = (): Selection<UploadId> => useUploadsUi.getState().selection;
export const setQueueSelection = (selection: Selection<UploadId>): void => useUploadsUi.setState({ selection });

export const useIsQueueOpen = (): boolean => useUploadsUi((ui) => ui.isQueueOpen);
export const showQueue = (isQueueOpen: boolean): void => useUploadsUi.setState({ isQueueOpen });

export const useIsFinishedOpen = (): boolean => useUploadsUi((ui) => ui.isFinishedOpen);
export const showFinished = (isFinishedOpen: boolean): void => useUploadsUi.setState({ isFinishedOpen });

export const useIsLeaving = (uploadId: UploadId | null): boolean =>
  useUploadsUi(({ leaving }) => uploadId !== null && leaving.has(uploadId));

/** Answers whether this changed anything: of two who decide about one upload, the first has it. */
export function setLeaving(uploadId: UploadId, isLeaving: boolean): boolean {
  const leaving = new Set(useUploadsUi.getState().leaving);
  const changed = leaving.has(uploadId) !== isLeaving;
  if (isLeaving) leaving.add(uploadId);
  else leaving.delete(uploadId);
  if (changed) useUploadsUi.setState({ leaving });
  return changed;
}

export const useReceiptOf = (): VersionId | null => useUploadsUi((ui) => ui.receiptOf);
export const showReceipt = (receiptOf: VersionId | null): void => useUploadsUi.setState({ receiptOf });
