import { createRoute, useNavigate } from '@tanstack/react-router';
import { z } from 'zod';
import { chapterId, courseId, planId } from '../../shared/domain/ids.ts';
import { ImportPreview } from '../features/imports/components/import-preview.tsx';
import { rootRoute } from './root.tsx';

/** `into`: the course that these are added to; without it a new course. `chapter`: the chapter of it they go into. */
const search = z.object({
  into: courseId.optional().catch(undefined),
  chapter: chapterId.optional().catch(undefined),
});

export const importRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/import/$planId',
  params: { parse: (params) => ({ planId: planId.parse(params.planId) }) },
  validateSearch: search,
  component: ImportScreen,
});

function ImportScreen() {
  const { planId } = importRoute.useParams();
  const { into, chapter } = importRoute.useSearch();
  const navigate = useNavigate();
  return (
    <ImportPreview
      planId={planId}
      target={
        chapter
          ? { kind: 'chapter', chapterId: chapter }
          : into
            ? { kind: 'course', courseId: into }
            : { kind: 'new-course' }
      }
      // The preview is over: *back* must not lead to it again.
      onImported={(courseId, first) =>
        void navigate({
          to: '/course/$courseId',
          params: { courseId },
          search: first ? { lesson: first } : {},
          replace: true,
        })
      }
      onLeave={() =>
        into
          ? void navigate({ to: '/course/$courseId', params: { courseId: into }, replace: true })
          : void navigate({ to: '/', replace: true })
      }
    />
  );
}
