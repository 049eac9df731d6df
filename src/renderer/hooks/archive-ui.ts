import { create } from 'zustand';
import type { CourseId } from '../../shared/domain/ids.ts';

/** Of which course an archive is being asked for; null: of none. */
const useArchiveUi = create<{ readonly exportOf: CourseId | null }>(() => ({ exportOf: null }));

export const useExportOf = (): CourseId | null => useArchiveUi((ui) => ui.exportOf);
/** Opens the export dialog, from wherever a course is. */
export const askForExport = (exportOf: CourseId | null): void => useArchiveUi.setState({ exportOf });
