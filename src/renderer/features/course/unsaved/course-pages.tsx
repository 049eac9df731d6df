import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import type { CourseId } from '../../../../shared/domain/ids.ts';
import { SkeletonRows } from '../../../components/skeleton.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { draftQuery } from '../../../lib/draft.ts';
import { failedWith } from '../../../lib/error-words.ts';
import { runMutation } from '../../../lib/run-mutation.ts';
import { saveCourse } from '../mutations/save.ts';
import { courseKeys, outlineQuery } from '../queries.ts';
import { createCourseUnsaved, deletesDraft } from './course-unsaved.ts';
import type { CourseSave } from './form-kind.ts';
import { LeaveDialog } from './leave-dialog.tsx';
import type { StoredDraft } from './open-form.ts';
import { reopenForms } from './reopen-forms.ts';
import { UnsavedContext } from './unsaved-context.ts';

interface CoursePagesProps {
  readonly courseId: CourseId;
  /** The page: outline or details. */
  readonly children: ReactNode;
}

/** Around the pages of one course: holds what is not saved of it, and asks when they are left. */
export function CoursePages({ courseId, children }: CoursePagesProps) {
  const { t } = useTranslation();
  const { data: draft, isError } = useQuery(draftQuery(deletesDraft, courseId));
  // A draft that cannot be read keeps nobody from the course.
  if (draft === undefined && !isError) return <SkeletonRows rows={12} label={t('coursePage.loading')} />;
  return (
    <WithUnsaved key={courseId} courseId={courseId} draft={draft ?? null}>
      {children}
    </WithUnsaved>
  );
}

function WithUnsaved({ courseId, draft, children }: CoursePagesProps & { readonly draft: StoredDraft | null }) {
  const client = useQueryClient();
  const [unsaved] = useState(() =>
    createCourseUnsaved({
      courseId,
      draft,
      readOutline: () => client.ensureQueryData(outlineQuery(courseId)),
      send: (save, onRefused) => send(client, save, onRefused),
    }),
  );
  useEffect(() => {
    // A draft that cannot be read now is read when its form is shown.
    void reopenForms(client, unsaved).catch(() => undefined);
  }, [client, unsaved]);
  useEffect(() => {
    const flush = () => unsaved.flush();
    window.addEventListener('pagehide', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      unsaved.close();
    };
  }, [unsaved]);
  return (
    <UnsavedContext value={unsaved}>
      {children}
      <LeaveDialog unsaved={unsaved} isGone={() => isGone(client, courseId)} />
    </UnsavedContext>
  );
}

function send(client: QueryClient, save: CourseSave, onRefused: (error: unknown) => void) {
  const options = {
    ...saveCourse,
    // Before the cache goes back: what was typed must be dirty again by then, or it would follow the cache.
    onError(...failure: Parameters<NonNullable<typeof saveCourse.onError>>) {
      onRefused(failure[0]);
      return saveCourse.onError?.(...failure);
    },
  };
  return runMutation(client, options, save);
}

/** A course that is not there any more takes no saves: nobody is asked to make one. */
const isGone = (client: QueryClient, courseId: CourseId): boolean =>
  [courseKeys.outline(courseId), courseKeys.details(courseId)].some((key) =>
    failedWith(client.getQueryState(key)?.error, 'NOT_FOUND'),
  );
