import { createRoute, useNavigate } from '@tanstack/react-router';
import { z } from 'zod';
import { courseId, lessonId, type ChapterId, type FolderId, type PlanId } from '../../shared/domain/ids.ts';
import { CoursePage } from '../features/course/components/course-page.tsx';
import { CoursePartsContext } from '../features/course/course-parts.ts';
import { ImportStartState } from '../features/imports/components/import-start-state.tsx';
import { useImportStart, type OpenedPlan } from '../features/imports/use-import-start.ts';
import { WatchBars } from '../features/watch/components/watch-bars.tsx';
import { useWatchStart } from '../features/watch/use-watch-start.ts';
import { coursePagesRoute } from './course-pages.tsx';
import { courseParts } from './course-parts.ts';

/** `lesson`: the one (or the chapter) to go to; taken out of the address when it has been shown. */
const search = z.object({ lesson: lessonId.optional().catch(undefined) });

export const courseRoute = createRoute({
  getParentRoute: () => coursePagesRoute,
  path: '/course/$courseId',
  params: { parse: (params) => ({ courseId: courseId.parse(params.courseId) }) },
  validateSearch: search,
  component: CourseScreen,
});

function CourseScreen() {
  const { courseId } = courseRoute.useParams();
  const { lesson } = courseRoute.useSearch();
  const navigate = useNavigate();
  // Where it was dropped means nothing for a folder that the course is made of: its lessons have their places.
  const open = ({ planId, isRefresh }: OpenedPlan, chapter: ChapterId | null = null) =>
    void navigate({
      to: '/import/$planId',
      params: { planId },
      search: { into: courseId, ...(isRefresh ? { refresh: true } : chapter && { chapter }) },
    });
  const review = (planId: PlanId, folderId: FolderId) =>
    void navigate({ to: '/import/$planId', params: { planId }, search: { into: courseId, watch: folderId } });
  const start = useImportStart(open, courseId);
  const watch = useWatchStart(courseId);
  return (
    <CoursePartsContext value={courseParts}>
      <CoursePage
        courseId={courseId}
        jumpTo={lesson}
        onJumped={() => void navigate({ to: '/course/$courseId', params: { courseId }, search: {}, replace: true })}
        onFiles={(files, chapter) => start.drop(files, (opened) => open(opened, chapter))}
        onImport={start.choose}
        onImportInto={(chapter) => start.chooseFor((opened) => open(opened, chapter))}
        onWatch={watch.start}
        isImporting={start.isScanning}
        watchBars={
          <WatchBars courseId={courseId} error={watch.error} onHideError={watch.forgetError} onReview={review} />
        }
        importState={<ImportStartState isScanning={start.isScanning} error={start.error} onHide={start.forgetError} />}
      />
    </CoursePartsContext>
  );
}
