import { useQuery } from '@tanstack/react-query';
import { createRoute, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { z } from 'zod';
import {
  courseId,
  lessonId,
  type CourseId,
  type FolderId,
  type LessonId,
  type PlanId,
} from '../../shared/domain/ids.ts';
import { CoursePage } from '../features/course/components/course-page.tsx';
import { CoursePartsContext } from '../features/course/course-parts.ts';
import type { FilesPlace, ReplacePlace } from '../features/course/file-drops.ts';
import { outlineQuery } from '../features/course/queries.ts';
import { noteOpenedCourse } from '../features/courses/courses-ui-store.ts';
import { ReplaceDialog } from '../features/imports/components/replace-dialog.tsx';
import { ImportStartState } from '../features/imports/components/import-start-state.tsx';
import { useImportStart, type OpenedPlan } from '../features/imports/use-import-start.ts';
import { SheetDialog } from '../features/sheets/components/sheet-dialog.tsx';
import { useSheets } from '../features/sheets/use-sheets.ts';
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
  onEnter: ({ params }) => noteOpenedCourse(params.courseId),
  // From one course to another
  onStay: ({ params }) => noteOpenedCourse(params.courseId),
  component: CourseScreen,
});

interface Replacing {
  readonly planId: PlanId;
  readonly place: ReplacePlace;
}
const besideLesson = ({ chapterId, lessonId: afterId }: ReplacePlace): FilesPlace => ({
  kind: 'lessons',
  place: { chapterId, afterId },
});

/** A place in the outline as the address of the preview has it. */
function searchOf(place: FilesPlace) {
  if (place.kind === 'into') return { chapter: place.chapterId };
  if (place.kind === 'chapters') return { after: place.afterId ?? ('first' as const) };
  if (place.kind !== 'lessons') return {};
  const { chapterId, afterId } = place.place;
  return { chapter: chapterId, after: afterId ?? ('first' as const) };
}

function CourseScreen() {
  const { courseId } = courseRoute.useParams();
  const { lesson } = courseRoute.useSearch();
  const navigate = useNavigate();
  const [replacing, setReplacing] = useState<Replacing | null>(null);
  const open = ({ planId, isRefresh }: OpenedPlan, place: FilesPlace = { kind: 'end' }) => {
    // Where it was dropped means nothing for a folder that the course is made of: its lessons have their places.
    if (place.kind === 'replace' && !isRefresh) return setReplacing({ planId, place });
    const at = isRefresh ? { refresh: true } : searchOf(place);
    void navigate({ to: '/import/$planId', params: { planId }, search: { into: courseId, ...at } });
  };
  /** It was opened from a menu, or by a drop: the lesson has the keyboard afterwards. */
  const showLesson = (shown: LessonId) =>
    void navigate({ to: '/course/$courseId', params: { courseId }, search: { lesson: shown }, replace: true });
  const review = (planId: PlanId, folderId: FolderId) =>
    void navigate({ to: '/import/$planId', params: { planId }, search: { into: courseId, watch: folderId } });
  const start = useImportStart((opened) => open(opened), courseId);
  const watch = useWatchStart(courseId);
  const sheets = useSheets(courseId);
  return (
    <CoursePartsContext value={courseParts}>
      <CoursePage
        courseId={courseId}
        jumpTo={lesson}
        onJumped={() => void navigate({ to: '/course/$courseId', params: { courseId }, search: {}, replace: true })}
        onFiles={(files, place) =>
          sheets.drop(files) ? undefined : start.drop(files, (opened) => open(opened, place))
        }
        onChooseFiles={(place) => start.chooseFiles(place.kind !== 'replace', (opened) => open(opened, place))}
        onImport={start.choose}
        onImportInto={(chapter) => start.chooseFor((opened) => open(opened, { kind: 'into', chapterId: chapter }))}
        onWatch={watch.start}
        isImporting={start.isScanning}
        watchBars={
          <WatchBars courseId={courseId} error={watch.error} onHideError={watch.forgetError} onReview={review} />
        }
        importState={<ImportStartState isScanning={start.isScanning} error={start.error} onHide={start.forgetError} />}
      />
      {sheets.path === null ? null : <SheetDialog courseId={courseId} path={sheets.path} onClose={sheets.close} />}
      {replacing ? (
        <ReplaceQuestion
          courseId={courseId}
          replacing={replacing}
          onClose={() => {
            setReplacing(null);
            showLesson(replacing.place.lessonId);
          }}
          onAdd={() => open({ planId: replacing.planId, isRefresh: false }, besideLesson(replacing.place))}
        />
      ) : null}
    </CoursePartsContext>
  );
}

interface ReplaceQuestionProps {
  readonly courseId: CourseId;
  readonly replacing: Replacing;
  readonly onClose: () => void;
  readonly onAdd: () => void;
}

/** Nothing when the lesson was deleted meanwhile. */
function ReplaceQuestion({ courseId, replacing: { planId, place }, ...events }: ReplaceQuestionProps) {
  const { data } = useQuery(outlineQuery(courseId));
  const lessons = data?.chapters.flatMap((chapter) => chapter.lessons) ?? [];
  const lesson = lessons.find(({ lessonId }) => lessonId === place.lessonId);
  return lesson ? <ReplaceDialog planId={planId} lesson={lesson} {...events} /> : null;
}
