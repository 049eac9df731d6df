import { createRoute, useNavigate } from '@tanstack/react-router';
import type { ComponentProps } from 'react';
import { z } from 'zod';
import {
  chapterId,
  courseId,
  folderId,
  lessonId,
  planId,
  type ChapterId,
  type LessonId,
} from '../../shared/domain/ids.ts';
import { ImportPreview } from '../features/imports/components/import-preview.tsx';
import { rootRoute } from './root.tsx';

/**
 * `into`: the course that these are added to; without it a new course. `chapter`: the chapter of it they go into. `after`:
 * the chapter, or the lesson of that chapter, that they go after; without it at the end. `watch`: the watched folder that
 * offers them. `refresh`: what differs between the course and a folder that it is made of.
 */
const search = z.object({
  into: courseId.optional().catch(undefined),
  chapter: chapterId.optional().catch(undefined),
  after: z
    .union([z.literal('first'), chapterId, lessonId])
    .optional()
    .catch(undefined),
  watch: folderId.optional().catch(undefined),
  refresh: z.boolean().optional().catch(undefined),
});

export const importRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/import/$planId',
  params: { parse: (params) => ({ planId: planId.parse(params.planId) }) },
  validateSearch: search,
  component: ImportScreen,
});

function targetOf({
  into,
  chapter,
  after,
  watch,
  refresh,
}: z.infer<typeof search>): ComponentProps<typeof ImportPreview>['target'] {
  if (refresh && into) return { kind: 'refresh', courseId: into, deleted: [] };
  if (watch) return { kind: 'watch', folderId: watch };
  const afterId = after === 'first' ? null : after;
  if (chapter) return { kind: 'chapter', chapterId: chapter, ...placed(afterId as LessonId | null | undefined) };
  return into
    ? { kind: 'course', courseId: into, ...placed(afterId as ChapterId | null | undefined) }
    : { kind: 'new-course' };
}

const placed = <Id,>(afterId: Id | null | undefined) => (afterId === undefined ? {} : { afterId });

function ImportScreen() {
  const { planId } = importRoute.useParams();
  const asked = importRoute.useSearch();
  const { into } = asked;
  const navigate = useNavigate();
  return (
    <ImportPreview
      planId={planId}
      target={targetOf(asked)}
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
