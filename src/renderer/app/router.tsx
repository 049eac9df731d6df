import { createHashHistory, createRouter } from '@tanstack/react-router';
import type { QueryClient } from '@tanstack/react-query';
import { archiveRoute } from '../routes/archive.tsx';
import { changesRoute } from '../routes/changes.tsx';
import { courseDetailsRoute } from '../routes/course-details.tsx';
import { coursePreviewRoute } from '../routes/course-preview.tsx';
import { coursePublishRoute } from '../routes/course-publish.tsx';
import { courseVersionsRoute } from '../routes/course-versions.tsx';
import { courseListRoute } from '../routes/course-list.tsx';
import { coursePagesRoute } from '../routes/course-pages.tsx';
import { courseRoute } from '../routes/course.tsx';
import { importRoute } from '../routes/import.tsx';
import { rootRoute } from '../routes/root.tsx';
import { trashRoute } from '../routes/trash.tsx';
import { uploadsRoute } from '../routes/uploads.tsx';
import { settingsRoute } from '../routes/settings.tsx';

/** The screens. The place is kept after the `#`, so that it works under any origin; a window opens at one. */
export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree: rootRoute.addChildren([
      courseListRoute,
      coursePagesRoute.addChildren([
        courseRoute,
        courseDetailsRoute,
        coursePublishRoute,
        coursePreviewRoute,
        courseVersionsRoute,
      ]),
      importRoute,
      archiveRoute,
      changesRoute,
      uploadsRoute,
      trashRoute,
      settingsRoute,
    ]),
    history: createHashHistory(),
    context: { queryClient },
    scrollRestoration: false,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
