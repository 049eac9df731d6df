import { create } from 'zustand';
import type { CourseId } from '../../shared/domain/ids.ts';

interface ReplaceUi {
  readonly isOpen: boolean;
  /** The course that it was opened from; null: from none. */
  readonly courseId: CourseId | null;
}
const useReplaceUi = create<ReplaceUi>(() => ({ isOpen: false, courseId: null }));

export const useReplacing = (): ReplaceUi => useReplaceUi((ui) => ui);
/** Opens *Find and replace*, from wherever a course is, or for all of them. */
export const askToReplace = (courseId: CourseId | null): void => useReplaceUi.setState({ isOpen: true, courseId });
export const closeReplace = (): void => useReplaceUi.setState({ isOpen: false });
