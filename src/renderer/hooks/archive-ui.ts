import { create } from 'zustand';
import type { CourseId } from '../../shared/domain/ids.ts';

interface ArchiveUi {
  /** Of which course an archive is being asked for or written; null: of none. */
  readonly exportOf: CourseId | null;
  /** It is being written, and may not be put aside for another one. */
  readonly isWriting: boolean;
  /** It is being written behind what the person does meanwhile. */
  readonly isHidden: boolean;
}
const closed: ArchiveUi = { exportOf: null, isWriting: false, isHidden: false };
const useArchiveUi = create<ArchiveUi>(() => closed);

export const useExportOf = (): CourseId | null => useArchiveUi((ui) => ui.exportOf);
export const useIsExportHidden = (): boolean => useArchiveUi((ui) => ui.isHidden);
/** Opens the export dialog, from wherever a course is; while one is being written, that one. */
export const askForExport = (exportOf: CourseId): void =>
  useArchiveUi.setState((ui) => (ui.isWriting ? { isHidden: false } : { ...closed, exportOf }));
export const closeExport = (): void => useArchiveUi.setState(closed);
export const setExportWriting = (isWriting: boolean): void => useArchiveUi.setState({ isWriting });
export const hideExport = (isHidden: boolean): void => useArchiveUi.setState({ isHidden });
