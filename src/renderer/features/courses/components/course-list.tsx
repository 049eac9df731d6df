import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { CourseSummary } from '../../../../shared/domain/course.ts';
import { Button } from '../../../components/button.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { SkeletonRows, SkeletonTiles } from '../../../components/skeleton.tsx';
import { setCourseSearch, useCourseSearch } from '../courses-ui-store.ts';
import { matching } from '../model.ts';
import type { CourseVerbs } from '../course-verbs.ts';
import { CourseRows } from './course-rows.tsx';

interface CourseListProps {
  readonly courses: UseQueryResult<CourseSummary[]>;
  readonly view: 'grid' | 'list';
  readonly verbs: CourseVerbs;
  /** The button of the empty list. */
  readonly chooseFolder: ReactNode;
}

/** The courses, or why there are none to see. */
export function CourseList({ courses, view, verbs, chooseFolder }: CourseListProps) {
  const { t } = useTranslation();
  const search = useCourseSearch();
  if (courses.error)
    return (
      <div className="p-4">
        <FailureNote
          error={courses.error}
          action={<Button onClick={() => void courses.refetch()}>{t('app.retry')}</Button>}
        />
      </div>
    );
  if (!courses.data)
    return view === 'grid' ? (
      <SkeletonTiles tiles={8} label={t('courses.loading')} />
    ) : (
      <SkeletonRows rows={8} label={t('courses.loading')} />
    );
  if (courses.data.length === 0) return <EmptyState dropTarget words={t('courses.empty')} action={chooseFolder} />;
  const found = matching(courses.data, search);
  if (found.length === 0)
    return (
      <EmptyState
        words={t('courses.noMatch', { search })}
        action={<Button onClick={() => setCourseSearch('')}>{t('courses.clearSearch')}</Button>}
      />
    );
  return <CourseRows courses={found} all={courses.data} view={view} verbs={verbs} />;
}
