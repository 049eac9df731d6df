import { create } from 'zustand';
import type { UploadId, VersionId } from '../../../shared/domain/ids.ts';
import { draggedIds, nothingDone, shownAsSelected, type ListUi } from '../../lib/selection/gestures.ts';
import { chosenOf } from '../../lib/selection/selection.ts';
import type { QueueFilter } from './queue-page-model.ts';

/** The list of the queue's page keeps what is selected over a visit elsewhere. */
interface UploadsUi extends ListUi<UploadId> {
  readonly isQueueOpen: boolean;
  /** Whether the finished uploads stand in the queue one by one. */
  readonly isFinishedOpen: boolean;
  /** Uploads whose cancelling can still be taken back. */
  readonly leaving: ReadonlySet<UploadId>;
  /** The page of the queue. */
  readonly filter: QueueFilter;
  /** Whose receipt is open. */
  readonly receiptOf: VersionId | null;
}

const useUploadsUi = create<UploadsUi>(() => ({
  isQueueOpen: false,
  isFinishedOpen: false,
  leaving: new Set(),
  filter: 'all',
  ...nothingDone,
  receiptOf: null,
}));

export const useQueueFilter = (): QueueFilter => useUploadsUi((ui) => ui.filter);
export const setQueueFilter = (filter: QueueFilter): void => useUploadsUi.setState({ filter });

/** What is selected, and what a rectangle that is being drawn would select. */
export const useQueueSelected = (): ReadonlySet<UploadId> => useUploadsUi((ui) => ui.selection.selected);
export const useShownAsSelected = (): ReadonlySet<UploadId> => useUploadsUi(shownAsSelected);
export const useDraggedUploads = (): readonly UploadId[] => useUploadsUi(draggedIds);
export const useActiveUpload = (): UploadId | null => useUploadsUi((ui) => ui.selection.active);
export const queueSelected = (): ReadonlySet<UploadId> => useUploadsUi.getState().selection.selected;
/** What a verb is for. */
export const queueChosen = (): ReadonlySet<UploadId> => chosenOf(useUploadsUi.getState().selection);
/** Selects them; ranges and the keyboard begin at the first. */
export function selectUploads(ids: readonly UploadId[]): void {
  const [first = null] = ids;
  useUploadsUi.setState({ selection: { selected: new Set(ids), anchor: first, active: first } });
}
/** For the gestures of the list. */
export const queueListStore = {
  getState: (): ListUi<UploadId> => useUploadsUi.getState(),
  setState: (ui: ListUi<UploadId>): void => useUploadsUi.setState(ui),
};

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
