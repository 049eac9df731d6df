import type { LessonMedia, Outline } from '../../../../shared/domain/course.ts';
import type { MenuEntries } from '../../../components/menu.tsx';
import { useShortcuts } from '../../../hooks/shortcuts-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { useCourseParts } from '../course-parts.ts';
import { titledOf, type RowId } from '../outline-rows.ts';
import { useOutlineStore, useOutlineUi, useSelected } from '../outline-ui.ts';
import { useUnsavedUi } from '../unsaved/unsaved-context.ts';
import { outlineMenu, type MenuSubject } from './outline-menu.ts';

const none: ReadonlySet<RowId> = new Set();

/** The context menu of the outline, for what is selected. */
export function useOutlineItems(
  props: Pick<MenuSubject, 'outline' | 'verbs' | 'onImport' | 'onChooseFiles' | 'onWatch'>,
): MenuEntries {
  const { outline } = props;
  const { t } = useTranslation();
  const shortcuts = useShortcuts();
  const { useUploadItems } = useCourseParts();
  const store = useOutlineStore();
  const struck = useUnsavedUi((ui) => ui.struck);
  const there = useSelected(outline);
  const active = useOutlineUi((ui) => ui.selection.active);
  // The row with the keyboard may have been deleted by another hand: the menu is then that of the course.
  const selected = active !== null && titledOf(outline, active) ? there : none;
  const only = active !== null && selected.size === 1 && selected.has(active) ? active : null;
  const uploadItems = useUploadItems(mediaIn(outline, selected));
  return outlineMenu({ ...props, t, shortcuts, store, selected, only, struck, uploadItems });
}

/** The videos of the lessons that are selected, and of the chapters. */
function mediaIn({ chapters }: Outline, selected: ReadonlySet<RowId>): readonly LessonMedia[] {
  return chapters
    .flatMap(({ chapterId, lessons }) =>
      lessons.filter(({ lessonId }) => selected.has(chapterId) || selected.has(lessonId)).map(({ media }) => media),
    )
    .filter((media) => media !== null);
}
