import { create } from 'zustand';
import type { CourseId } from '../../../shared/domain/ids.ts';

/** Which title is being asked for: of a course to be made, or of one to be renamed. */
export type TitleDialog = { readonly kind: 'new' } | { readonly kind: 'rename'; readonly courseId: CourseId };

interface CoursesUi {
  readonly search: string;
  readonly titleDialog: TitleDialog | null;
}

const useCoursesUi = create<CoursesUi>(() => ({ search: '', titleDialog: null }));

export const useCourseSearch = (): string => useCoursesUi((ui) => ui.search);
export const setCourseSearch = (search: string): void => useCoursesUi.setState({ search });
export const useTitleDialog = (): TitleDialog | null => useCoursesUi((ui) => ui.titleDialog);
export const showTitleDialog = (titleDialog: TitleDialog | null): void => useCoursesUi.setState({ titleDialog });
