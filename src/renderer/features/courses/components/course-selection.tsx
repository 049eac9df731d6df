import { CopyPlus, Trash2, X } from 'lucide-react';
import type { CourseSummary } from '../../../../shared/domain/course.ts';
import { Button } from '../../../components/button.tsx';
import { Icon } from '../../../components/icon.tsx';
import { IconButton } from '../../../components/icon-button.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { CourseVerbs } from '../course-verbs.ts';
import { coursesUi, useCourseSearch, useSelectedCourses } from '../courses-ui-store.ts';
import { among, matching } from '../model.ts';

interface Selected {
  readonly count: number;
  /** How many of them the search leaves out. */
  readonly hidden: number;
}

/** How many courses are selected that are there. */
export function useSelectedOf(courses: readonly CourseSummary[]): Selected {
  const chosen = among(courses, useSelectedCourses());
  return { count: chosen.length, hidden: chosen.length - matching(chosen, useCourseSearch()).length };
}

const deselect = () => coursesUi.setState(({ selection }) => ({ selection: { ...selection, selected: new Set() } }));

/** "3 selected, 1 hidden", and the way back to none. */
export function SelectedCount({ count, hidden }: Selected) {
  const { t } = useTranslation();
  const selected = t('list.selected', { count });
  return (
    <span className="flex items-center gap-1">
      {hidden > 0 ? t('list.hidden', { selected, count: hidden }) : selected}
      <IconButton icon={X} size="compact" label={t('coursePage.verb.clearSelection')} onClick={deselect} />
    </span>
  );
}

/** What can be done with several courses together. */
export function SelectionVerbs({ count, verbs }: { readonly count: number; readonly verbs: CourseVerbs }) {
  const { t } = useTranslation();
  return (
    <>
      <IconButton icon={CopyPlus} label={t('courses.duplicate')} onClick={() => void verbs.duplicate()} />
      <Button look="danger" onClick={() => void verbs.remove()}>
        <Icon of={Trash2} />
        {t('courses.deleteMany', { count })}
      </Button>
    </>
  );
}
