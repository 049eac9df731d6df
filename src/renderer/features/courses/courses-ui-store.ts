import { create } from 'zustand';
import type { CourseId } from '../../../shared/domain/ids.ts';
import { nothingDone, shownAsSelected, type ListUi } from '../../lib/selection/gestures.ts';

/** Which title is being asked for: of a course to be made, or of one to be renamed. */
export type TitleDialog = { readonly kind: 'new' } | { readonly kind: 'rename'; readonly courseId: CourseId };

/** The list keeps what is selected over a visit elsewhere. */
export interface CoursesUi extends ListUi<CourseId> {
  readonly search: string;
  readonly titleDialog: TitleDialog | null;
  /** A course that is to be seen and to have the keyboard as soon as it is there; the list takes it up and clears it. */
  readonly wanted: CourseId | null;
}

/** For the gestures of the list, and for its verbs. */
export const coursesUi = create<CoursesUi>(() => ({ search: '', titleDialog: null, wanted: null, ...nothingDone }));

export const useCourseSearch = (): string => coursesUi((ui) => ui.search);
export const setCourseSearch = (search: string): void => coursesUi.setState({ search });
export const useTitleDialog = (): TitleDialog | null => coursesUi((ui) => ui.titleDialog);
export const showTitleDialog = (titleDialog: TitleDialog | null): void => coursesUi.setState({ titleDialog });

/**
 * Wherever a course was opened from, the keyboard of the list goes on at it. What is selected stays when it is among it;
 * verbs would else be for rows that one did not think of.
 */
export function noteOpenedCourse(courseId: CourseId): void {
  const { selection } = coursesUi.getState();
  const isAmong = selection.selected.has(courseId);
  const at = { anchor: courseId, active: courseId };
  coursesUi.setState({ selection: { selected: isAmong ? selection.selected : new Set(), ...at } });
}

/** What is selected, and what a rectangle that is being drawn would select. */
export const useSelectedCourses = (): ReadonlySet<CourseId> => coursesUi((ui) => ui.selection.selected);
export const useShownAsSelected = (): ReadonlySet<CourseId> => coursesUi(shownAsSelected);
export const useActiveCourse = (): CourseId | null => coursesUi((ui) => ui.selection.active);
export const useWantedCourse = (): CourseId | null => coursesUi((ui) => ui.wanted);
