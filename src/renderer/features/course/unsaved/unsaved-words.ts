import type { Outline } from '../../../../shared/domain/course.ts';
import type { Words } from '../../../../shared/messages/words.ts';
import { amountWords, deletionOf } from '../outline-deletion.ts';
import { titledOf, type RowId } from '../outline-rows.ts';
import type { FormRef, UnsavedUi } from './course-unsaved.ts';

/** "2 lessons to delete · Changes to “Mitosis”". */
export function unsavedWords(
  t: Words,
  outline: Outline,
  { struck, dirty }: Pick<UnsavedUi, 'struck' | 'dirty'>,
): string {
  const { chapterIds, lessonIds } = deletionOf(outline, struck);
  const [form] = dirty.values();
  const gone = chapterIds.length + lessonIds.length;
  const what = gone > 0 ? t('unsaved.deletes', { what: amountWords(t, chapterIds.length, lessonIds.length) }) : '';
  const title = form && titleNow(outline, form);
  const changes = title === undefined ? '' : t('unsaved.changes', { count: dirty.size, title });
  return [what, changes].filter(Boolean).join(' · ') || t('unsaved.deletedElsewhere');
}

/** By the title it has now: a form keeps the one that it was opened with. */
export const titleNow = (
  outline: Outline | undefined,
  { entityId, title }: Pick<FormRef, 'entityId' | 'title'>,
): string => (outline && titledOf(outline, entityId as RowId)?.title) ?? title;
