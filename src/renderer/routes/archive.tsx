import { createRoute, useNavigate } from '@tanstack/react-router';
import { z } from 'zod';
import { ArchivePreview } from '../features/archives/components/archive-preview.tsx';
import { rootRoute } from './root.tsx';

export const archiveRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/archive/$archiveId',
  params: { parse: (params) => ({ archiveId: z.uuid().parse(params.archiveId) }) },
  component: ArchiveScreen,
});

function ArchiveScreen() {
  const { archiveId } = archiveRoute.useParams();
  const navigate = useNavigate();
  return (
    <ArchivePreview
      key={archiveId}
      archiveId={archiveId}
      // The preview is over: *back* must not lead to it again.
      onImported={(courseId, first) =>
        void navigate({
          to: '/course/$courseId',
          params: { courseId },
          search: first ? { lesson: first } : {},
          replace: true,
        })
      }
      onLeave={() => void navigate({ to: '/', replace: true })}
    />
  );
}
